using InvitesApi.Server.Faults;

namespace InvitesApi.Server.Exchange;

/// <summary>What <see cref="DataCopier"/> did.</summary>
public sealed class CopyReport
{
    /// <summary>How many keys were stored.</summary>
    public int KeysAdded { get; internal set; }

    /// <summary>How many keys were there already.</summary>
    public int KeysPresent { get; internal set; }

    /// <summary>How many invites were stored.</summary>
    public int InvitesAdded { get; internal set; }

    /// <summary>How many invites were there already.</summary>
    public int InvitesPresent { get; internal set; }

    /// <summary>Why others were not taken: a fault for each.</summary>
    public IList<InviteException> Problems { get; } = [];
}
