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

    /// <summary>How many others were not taken.</summary>
    public int NotTaken { get; internal set; }

    /// <summary>Why: a fault for each of them; those of a host that the database hasn't have one together.</summary>
    public IList<InviteException> Problems { get; } = [];

    /// <summary>Notes one that was not taken.</summary>
    /// <param name="problem">Why; null: that was told of one before.</param>
    internal void Refuse(InviteException? problem)
    {
        NotTaken++;
        if (problem is not null)
        {
            Problems.Add(problem);
        }
    }
}
