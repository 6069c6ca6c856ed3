using Microsoft.Data.Sqlite;

namespace InvitesApi.Benchmarks.Contestants;

/// <summary>A database file as Prosody's SQL storage makes it (the layout of 0.12), for ours to work on.</summary>
internal static class ProsodyFile
{
    /// <summary>Makes one, with an account, by which its host is known.</summary>
    /// <param name="path">Where.</param>
    public static void Make(string path)
    {
        SQLitePCL.Batteries_V2.Init();
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText =
            $"""
            CREATE TABLE "prosody" ("host" TEXT NOT NULL, "user" TEXT NOT NULL, "store" TEXT NOT NULL, "key" TEXT NOT NULL,
              "type" TEXT NOT NULL, "value" TEXT NOT NULL);
            CREATE INDEX "prosody_index" ON "prosody" ("host", "user", "store", "key");
            INSERT INTO "prosody" VALUES ('{Serving.Host}', 'nurse', 'accounts', 'iteration_count', 'number', '10000');
            """;
        command.ExecuteNonQuery();
    }
}
