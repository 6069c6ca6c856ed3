namespace InvitesApi.Server.Tests.Support;

/// <summary>Prosody's SQLite file, made as Prosody makes it, with accounts at the hosts of the tests.</summary>
internal static class ProsodyStorage
{
    /// <summary>The table and the index of 0.12.</summary>
    public const string Layout012 =
        """CREATE INDEX "prosody_index" ON "prosody" ("host", "user", "store", "key");""";

    /// <summary>The index of 13.</summary>
    public const string Layout13 =
        """CREATE UNIQUE INDEX "prosody_unique_index" ON "prosody" ("host", "user", "store", "key");""";

    private const string Table =
        """
        CREATE TABLE "prosody" (
          "host" TEXT NOT NULL, "user" TEXT NOT NULL, "store" TEXT NOT NULL, "key" TEXT NOT NULL, "type" TEXT NOT NULL, "value" TEXT NOT NULL);
        """;

    private const string Archive =
        """
        CREATE TABLE "prosodyarchive" (
          "sort_id" INTEGER PRIMARY KEY AUTOINCREMENT, "host" TEXT NOT NULL, "user" TEXT NOT NULL, "store" TEXT NOT NULL, "key" TEXT NOT NULL,
          "when" INTEGER NOT NULL, "with" TEXT NOT NULL, "type" TEXT NOT NULL, "value" TEXT NOT NULL);
        """;

    private static readonly string[] Hosts = [Sample.Host, Sample.OtherHost, "bücher.example"];

    /// <summary>Makes a file.</summary>
    /// <param name="path">Where.</param>
    /// <param name="layout">One of the constants of this class.</param>
    /// <param name="journal">SQLite's journal mode.</param>
    public static void Make(string path, string layout = Layout012, string journal = "delete")
    {
        using var file = new RawSqlite(path);
        file.Run($"PRAGMA journal_mode = {journal}");
        file.Run(Table);
        file.Run(layout);
        file.Run(Archive);
        foreach (string host in Hosts)
        {
            file.Run(Row(host, "nurse", "accounts", "iteration_count", "number", "10000"));
        }
    }

    /// <summary>The statement that Prosody writes a row with.</summary>
    public static string Row(string host, string user, string store, string key, string type, string value) =>
        $"""
        INSERT INTO "prosody" ("host", "user", "store", "key", "type", "value")
        VALUES ('{host}', '{user}', '{store}', '{key}', '{type}', '{value}')
        """;
}
