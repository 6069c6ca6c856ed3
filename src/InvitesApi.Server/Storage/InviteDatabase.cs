using System.Diagnostics.Metrics;
using InvitesApi.Server.Audit;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Storage.Prosody;
using InvitesApi.Server.Storage.Sqlite;

namespace InvitesApi.Server.Storage;

/// <summary>Opens databases: the one place that knows which kinds there are.</summary>
public static class InviteDatabase
{
    /// <summary>Opens a database. One of our own is made, with its folder, where there is none; one of a Prosody is not.</summary>
    /// <param name="location">The path of a SQLite file; after <see cref="DatabaseLocation.ProsodyPrefix"/> that of a Prosody.</param>
    /// <param name="meter">What gets the instruments of the database; null: nothing is measured.</param>
    /// <param name="actor">Who opens it, for the audit trail; null: <see cref="AuditActor.Shell"/>.</param>
    /// <param name="wait">How it waits for locks that other processes hold; null: as usual.</param>
    /// <exception cref="InviteException">One of the <c>Database…</c> or <c>ProsodyDatabase…</c> faults.</exception>
    public static IInviteDatabase Open(string location, Meter? meter = null, string? actor = null, DatabaseWait? wait = null)
    {
        (string prefix, string path) = DatabaseLocation.Split(location);
        string full = Path.GetFullPath(path);
        return prefix == DatabaseLocation.ProsodyPrefix
            ? ProsodyInviteDatabase.Open(full, actor ?? AuditActor.Shell, TimeProvider.System, meter, wait)
            : SqliteInviteDatabase.Open(full, actor ?? AuditActor.Shell, TimeProvider.System, meter, wait);
    }

    /// <summary>Opens a database that is there.</summary>
    /// <param name="location">Where, as for <see cref="Open"/>.</param>
    /// <returns>The database; null where there is none.</returns>
    /// <exception cref="InviteException">One of the <c>Database…</c> or <c>ProsodyDatabase…</c> faults.</exception>
    public static IInviteDatabase? OpenExisting(string location) =>
        File.Exists(DatabaseLocation.Split(location).Path) ? Open(location) : null;

    /// <summary>The fault of a host that is not one of the server whose database it is.</summary>
    /// <param name="host">The host.</param>
    /// <param name="location">Where the database is.</param>
    public static InviteException HostUnknown(string host, string location) => new(
        InviteFault.VirtualHostNotInDatabase,
        $"Prosody has stored nothing of the host {host} in '{location}'. Check the name and Prosody's storage option. If the host is new, make "
        + "its first account or key with prosodyctl.",
        host);
}
