using System.Management.Automation;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Storage;

namespace InvitesApi.PowerShell.Commands;

/// <summary>What all cmdlets have that use a database.</summary>
public abstract class DatabaseCommand : InviteCommand
{
    private readonly Dictionary<string, IInviteDatabase> _open = new(StringComparer.Ordinal);

    private protected DatabaseCommand()
    {
    }

    /// <summary>The database: the path of a SQLite file, which is made on first use.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Database { get; set; }

    /// <summary>The database's full path, as the session sees it.</summary>
    private protected string DatabasePath
    {
        get
        {
            string location = Database ?? DatabaseLocation.Default;
            DatabaseLocation.RequirePath(location);
            string path = GetUnresolved(location, out ProviderInfo provider);
            return provider.Name == "FileSystem" ? path : throw new InviteException(
                InviteFault.DatabaseLocationInvalid,
                $"'{location}' is no path of a file but of the provider {provider.Name}. Give a path such as ./invites.db.",
                location);
        }
    }

    /// <summary>Opens the database. It stays open until the cmdlet ends, as a pipeline may bring many items of one.</summary>
    private protected IInviteDatabase OpenDatabase()
    {
        string path = DatabasePath;
        if (!_open.TryGetValue(path, out IInviteDatabase? database))
        {
            database = InviteDatabase.Open(path);
            _open.Add(path, database);
            WriteVerbose($"Using the database '{path}'.");
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

    private string GetUnresolved(string location, out ProviderInfo provider)
    {
        try
        {
            return SessionState.Path.GetUnresolvedProviderPathFromPSPath(location, out provider, out _);
        }
        catch (Exception error) when (error is SessionStateException or ProviderInvocationException or NotSupportedException)
        {
            throw new InviteException(
                InviteFault.DatabaseLocationInvalid,
                $"'{location}' is no path: {error.Message} Give the path of a SQLite file, such as ./invites.db.",
                location,
                error);
        }
    }
}
