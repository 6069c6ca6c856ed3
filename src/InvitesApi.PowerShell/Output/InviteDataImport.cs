using InvitesApi.Server.Exchange;

namespace InvitesApi.PowerShell.Output;

/// <summary>What Import-InviteData did.</summary>
public sealed class InviteDataImport
{
    internal InviteDataImport(CopyReport report, string source, string database)
    {
        KeysAdded = report.KeysAdded;
        KeysPresent = report.KeysPresent;
        InvitesAdded = report.InvitesAdded;
        InvitesPresent = report.InvitesPresent;
        NotTaken = report.NotTaken;
        Source = source;
        Database = database;
    }

    /// <summary>How many keys were stored.</summary>
    public int KeysAdded { get; }

    /// <summary>How many keys were there already.</summary>
    public int KeysPresent { get; }

    /// <summary>How many invites were stored.</summary>
    public int InvitesAdded { get; }

    /// <summary>How many invites were there already.</summary>
    public int InvitesPresent { get; }

    /// <summary>How many keys and invites were not taken, each with an error; those of a host that the database hasn't have one together.</summary>
    public int NotTaken { get; }

    /// <summary>Where they came from.</summary>
    public string Source { get; }

    /// <summary>The database that has them now.</summary>
    public string Database { get; }
}
