using System.Runtime.CompilerServices;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Storage;

namespace InvitesApi.Server.Exchange;

/// <summary>Where keys and pending invites come from: a database, or a file of JSON Lines (jsonlines.org).</summary>
public static class DataSource
{
    /// <summary>The keys of a database, then its pending invites, oldest last.</summary>
    /// <param name="database">The database.</param>
    /// <param name="virtualHost">Of this host alone; null: of all.</param>
    /// <param name="time">What tells which invites are pending.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static async IAsyncEnumerable<DataItem> OfDatabaseAsync(
        IInviteDatabase database, string? virtualHost, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        string? host = virtualHost is null ? null : VirtualHosts.VirtualHostName.Normalize(virtualHost);
        foreach (PortableKey key in await database.ReadKeysAsync(host, cancellation))
        {
            yield return new DataItem(key, Invite: null);
        }

        var pending = new InviteFilter { VirtualHost = host, State = InviteState.Pending };
        await foreach (Invite invite in new InviteBook(database, time).ListAsync(pending, cancellation))
        {
            yield return new DataItem(Key: null, invite);
        }
    }

    /// <summary>What a file holds.</summary>
    /// <param name="path">The file.</param>
    /// <param name="virtualHost">Of this host alone; null: of all.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="InviteException"><see cref="InviteFault.InviteDataInvalid"/>: it can't be read, or a line is none of ours.</exception>
    public static async IAsyncEnumerable<DataItem> OfFileAsync(
        string path, string? virtualHost, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string? host = virtualHost is null ? null : VirtualHosts.VirtualHostName.Normalize(virtualHost);
        using StreamReader reader = Open(path);
        for (int number = 1; await reader.ReadLineAsync(cancellation) is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            DataItem item = Parse(line, number, path);
            if (host is null || (item.Key?.Key.VirtualHost ?? item.Invite!.VirtualHost) == host)
            {
                yield return item;
            }
        }
    }

    private static DataItem Parse(string line, int number, string path)
    {
        try
        {
            return DataItem.Parse(line) ?? throw Invalid("is neither a key nor an invite as Export-InviteData writes them.", null);
        }
        catch (InviteException fault) when (fault.Fault != InviteFault.InviteDataInvalid)
        {
            throw Invalid($"has something that can't be: {fault.Message}", fault);
        }

        InviteException Invalid(string what, Exception? inner) => new(
            InviteFault.InviteDataInvalid, $"Line {number} of '{path}' {what} The lines before it were taken.", path, inner);
    }

    private static StreamReader Open(string path)
    {
        try
        {
            return new StreamReader(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InviteException(InviteFault.InviteDataInvalid, $"The file '{path}' can't be read: {error.Message}", path, error);
        }
    }
}
