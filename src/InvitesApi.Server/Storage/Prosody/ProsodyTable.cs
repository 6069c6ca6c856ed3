using InvitesApi.Server.Faults;
using InvitesApi.Server.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Prosody;

/// <summary>
/// The SQL of Prosody's own table. A row is replaced by DELETE and INSERT, which is right in the layout of 0.12, whose index allows two rows of
/// one key, and in that of 13, whose index does not.
/// </summary>
internal static class ProsodyTable
{
    /// <summary>The store of API keys.</summary>
    public const string Keys = "invite_api_keys";

    /// <summary>The store of invites.</summary>
    public const string Invites = "invite_token";

    /// <summary>The type of a row whose value is a JSON document.</summary>
    public const string Json = "json";

    /// <summary>The type of a row whose value is a number.</summary>
    public const string Number = "number";

    /// <summary>Stores a row, in place of what is there.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="host">The host.</param>
    /// <param name="user">The account; empty: the host itself.</param>
    /// <param name="store">The store.</param>
    /// <param name="key">The key in it.</param>
    /// <param name="type">The type of the value.</param>
    /// <param name="value">The value.</param>
    public static void Set(SqliteConnection connection, string host, string user, string store, string key, string type, string value)
    {
        Delete(connection, host, user, store, key);
        connection.Run(
            """
            INSERT INTO "prosody" ("host", "user", "store", "key", "type", "value") VALUES ($host, $user, $store, $key, $type, $value)
            """,
            ("$host", host),
            ("$user", user),
            ("$store", store),
            ("$key", key),
            ("$type", type),
            ("$value", value));
    }

    /// <summary>Deletes a row.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool Delete(SqliteConnection connection, string host, string user, string store, string key) => connection.Run(
        """
        DELETE FROM "prosody" WHERE "host" = $host AND "user" = $user AND "store" = $store AND "key" = $key
        """,
        ("$host", host),
        ("$user", user),
        ("$store", store),
        ("$key", key)) > 0;

    /// <summary>The value of a row of a host itself; null where there is none, or one of another type.</summary>
    public static string? Find(SqliteConnection connection, string host, string store, string key) => connection.Scalar(
        """
        SELECT "value" FROM "prosody" WHERE "host" = $host AND "user" = '' AND "store" = $store AND "key" = $key AND "type" = 'json' LIMIT 1
        """,
        ("$host", host),
        ("$store", store),
        ("$key", key)) as string;

    /// <summary>
    /// Refuses a host of which Prosody has stored nothing, as it is most probably misspelt. A Prosody that has stored nothing at all is new.
    /// </summary>
    /// <exception cref="InviteException"><see cref="InviteFault.VirtualHostNotInDatabase"/>.</exception>
    public static void RequireHost(SqliteConnection connection, string host, string path)
    {
        if (!HasHost(connection, host))
        {
            throw InviteDatabase.HostUnknown(host, path);
        }
    }

    /// <summary>Whether Prosody has stored anything of a host, or nothing at all yet.</summary>
    public static bool HasHost(SqliteConnection connection, string host) =>
        connection.Scalar("""SELECT 1 FROM "prosody" WHERE "host" = $host LIMIT 1""", ("$host", host)) is not null
            || connection.Scalar("""SELECT 1 FROM "prosody" LIMIT 1""") is null;
}
