using System.Net;
using InvitesApi.Server.Keys;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>A key as it stands in its table.</summary>
/// <param name="Number">The number of its row.</param>
/// <param name="Key">What is listed of it.</param>
/// <param name="Stored">What it is judged by.</param>
internal sealed record KeyRow(long Number, ApiKey Key, StoredKey Stored)
{
    /// <summary>What <see cref="Read"/> needs, up to a WHERE.</summary>
    public const string Select = """
        SELECT api_key.number, virtual_host.name, id, api_key.name, allowed_methods, created_at, token_hash, limits, disabled_at, removed_at,
               previous_hash, previous_until, invites, last_used_at, last_address
        FROM api_key
        JOIN virtual_host ON virtual_host.number = api_key.host
        LEFT JOIN key_use ON key_use.key = api_key.number

        """;

    /// <summary>The key of a row.</summary>
    public static KeyRow Read(SqliteDataReader row)
    {
        var methods = (ApiKeyMethods)row.GetInt32(4);
        ApiKeyLimits limits = KeyLimitsDocument.Read(InviteRow.Text(row, 7));
        DateTimeOffset? disabled = InviteRow.Time(row, 8);
        DateTimeOffset? removed = InviteRow.Time(row, 9);
        var key = new ApiKey(row.GetString(1), row.GetString(2), InviteRow.Text(row, 3), methods, InviteRow.Time(row, 5)!.Value)
        {
            Limits = limits,
            DisabledAt = disabled,
            RemovedAt = removed,
            Usage = UsageOf(row, 12),
        };
        var stored = new StoredKey(Hash(row, 6), methods)
        {
            Limits = limits,
            IsDisabled = disabled is not null,
            IsRemoved = removed is not null,
            PreviousHash = Hash(row, 10),
            PreviousUntil = row.IsDBNull(11) ? 0 : row.GetInt64(11),
        };
        return new KeyRow(row.GetInt64(0), key, stored);
    }

    /// <summary>What a key was used for, of three columns: the invites, the time, the address.</summary>
    /// <param name="row">The row.</param>
    /// <param name="first">The first of the columns.</param>
    public static KeyUsage UsageOf(SqliteDataReader row, int first) => row.IsDBNull(first)
        ? KeyUsage.None
        : new KeyUsage(
            row.GetInt64(first),
            InviteRow.Time(row, first + 1),
            IPAddress.TryParse(InviteRow.Text(row, first + 2), out IPAddress? address) ? address : null);

    /// <summary>A hash of a column; zeros, which no token has, where it has none.</summary>
    public static TokenHash Hash(SqliteDataReader row, int column)
    {
        TokenHash hash = default;
        if (!row.IsDBNull(column))
        {
            row.GetFieldValue<byte[]>(column).CopyTo(hash);
        }

        return hash;
    }

    /// <summary>A hash as it is stored.</summary>
    public static byte[] Bytes(TokenHash hash) => ((ReadOnlySpan<byte>)hash).ToArray();
}
