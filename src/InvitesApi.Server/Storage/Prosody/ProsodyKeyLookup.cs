using InvitesApi.Server.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Prosody;

/// <summary>Looks for keys in Prosody's table, and for what ours has of them. For one thread.</summary>
internal sealed class ProsodyKeyLookup(SqliteConnection connection)
{
    /// <summary>The key of a host with an id, or null.</summary>
    public SqliteKey? Find(string virtualHost, ReadOnlySpan<char> id)
    {
        string key = id.ToString();
        if (ProsodyTable.Find(connection, virtualHost, ProsodyTable.Keys, key) is not { } document
            || ProsodyKey.Read(virtualHost, key, document) is not { } read)
        {
            return null;
        }

        KeyExtras extras = KeyExtras.Find(connection, virtualHost, key);
        return new SqliteKey(extras.Number, host: 0, extras.ApplyTo(read.Stored), extras.Usage.Invites);
    }
}
