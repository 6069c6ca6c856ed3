using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace InvitesApi.Server.Audit;

/// <summary>
/// What makes the trail a chain: the hash of an entry is the SHA-256 of the hash before it and of all that the entry says. docs/audit.md has the
/// form, for others to check it.
/// </summary>
public static class AuditChain
{
    /// <summary>The bytes of a hash.</summary>
    public const int HashSize = SHA256.HashSizeInBytes;

    private const int StackLimit = 1024;

    /// <summary>The hash of an entry.</summary>
    /// <param name="previous">The hash of the entry before; for the first, the genesis of the database.</param>
    /// <param name="entry">The entry; its own <see cref="AuditEntry.Hash"/> does not count.</param>
    public static byte[] HashOf(ReadOnlySpan<byte> previous, AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ReadOnlySpan<string> texts = [entry.Actor, entry.Action, entry.VirtualHost, entry.Subject, entry.Detail];
        int size = previous.Length + (2 * sizeof(long));
        foreach (string text in texts)
        {
            size += sizeof(int) + Encoding.UTF8.GetByteCount(text);
        }

        Span<byte> form = size <= StackLimit ? stackalloc byte[size] : new byte[size];
        previous.CopyTo(form);
        Span<byte> rest = form[previous.Length..];
        BinaryPrimitives.WriteInt64BigEndian(rest, entry.Number);
        BinaryPrimitives.WriteInt64BigEndian(rest[sizeof(long)..], entry.Second);
        rest = rest[(2 * sizeof(long))..];
        foreach (string text in texts)
        {
            // The length goes before each text, so that nothing can be moved from one to the next.
            int length = Encoding.UTF8.GetBytes(text, rest[sizeof(int)..]);
            BinaryPrimitives.WriteInt32BigEndian(rest, length);
            rest = rest[(sizeof(int) + length)..];
        }

        return SHA256.HashData(form);
    }
}
