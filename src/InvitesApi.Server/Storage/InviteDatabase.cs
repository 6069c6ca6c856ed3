using System.Diagnostics.Metrics;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Storage.Sqlite;

namespace InvitesApi.Server.Storage;

/// <summary>Opens databases: the one place that knows which kinds there are.</summary>
public static class InviteDatabase
{
    /// <summary>Opens a database; made, with its folder, where there is none.</summary>
    /// <param name="location">The path of a SQLite file.</param>
    /// <param name="meter">What gets the instruments of the database; null: nothing is measured.</param>
    /// <exception cref="InviteException">One of the <c>Database…</c> faults.</exception>
    public static IInviteDatabase Open(string location, Meter? meter = null)
    {
        DatabaseLocation.RequirePath(location);
        return SqliteInviteDatabase.Open(Path.GetFullPath(location), meter);
    }

    /// <summary>Opens a database that is there.</summary>
    /// <param name="location">The path of a SQLite file.</param>
    /// <returns>The database; null where there is none.</returns>
    /// <exception cref="InviteException">One of the <c>Database…</c> faults.</exception>
    public static IInviteDatabase? OpenExisting(string location)
    {
        DatabaseLocation.RequirePath(location);
        return File.Exists(location) ? Open(location) : null;
    }
}
