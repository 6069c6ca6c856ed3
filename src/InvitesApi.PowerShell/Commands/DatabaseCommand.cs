using System.Management.Automation;
using InvitesApi.Server.Files;
using InvitesApi.Server.Storage;

namespace InvitesApi.PowerShell.Commands;

/// <summary>What all cmdlets have that use a database.</summary>
public abstract class DatabaseCommand : InviteCommand
{
    private readonly Dictionary<string, IInviteDatabase> _open = new(StringComparer.Ordinal);

    // Where a database is that was asked for before: a pipeline of a million invites asks for the same a million times.
    private (string? Asked, string Path)? _found;

    private protected DatabaseCommand()
    {
    }

    /// <summary>The database: the path of a SQLite file, which is made on first use, or <c>prosody:</c> and the path of Prosody's.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Database { get; set; }

    /// <summary>Where the database is, its path as the session sees it.</summary>
    private protected string DatabasePath
    {
        get
        {
            if (_found is not { } found || !string.Equals(found.Asked, Database, StringComparison.Ordinal))
            {
                found = (Database, SessionPath.OfDatabase(SessionState, Database));
                _found = found;
            }

            return found.Path;
        }
    }

    /// <summary>How a cmdlet waits for locks: until Ctrl+C.</summary>
    private protected DatabaseWait Patience => new() { Stop = StopToken };

    /// <summary>Opens the database. It stays open until the cmdlet ends, as a pipeline may bring many items of one.</summary>
    private protected IInviteDatabase OpenDatabase()
    {
        string path = DatabasePath;
        if (!_open.TryGetValue(path, out IInviteDatabase? database))
        {
            database = InviteDatabase.Open(path, wait: Patience);
            _open.Add(path, database);
            WriteVerbose($"Using the database '{path}'.");
            Warn(ExposedFiles.OfDatabase(path));
        }

        return database;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (IInviteDatabase database in _open.Values)
            {
                database.Dispose();
            }

            _open.Clear();
        }

        base.Dispose(disposing);
    }
}
