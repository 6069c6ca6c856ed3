namespace InvitesApi.Server.Xmpp.Components;

/// <summary>What the rules say to the wish for an invite.</summary>
public sealed class ComponentInviteAnswer
{
    private readonly ComponentInvite? _invite;

    private ComponentInviteAnswer(ComponentInviteOutcome outcome, ComponentInvite? invite)
    {
        Outcome = outcome;
        _invite = invite;
    }

    /// <summary>What became of it.</summary>
    public ComponentInviteOutcome Outcome { get; }

    /// <summary>The invite, where it was made.</summary>
    /// <exception cref="InvalidOperationException">It was not.</exception>
    public ComponentInvite Invite => _invite ?? throw new InvalidOperationException("No invite was made.");

    /// <summary>It was made.</summary>
    /// <param name="invite">The invite.</param>
    public static ComponentInviteAnswer Created(ComponentInvite invite)
    {
        ArgumentNullException.ThrowIfNull(invite);
        return new ComponentInviteAnswer(ComponentInviteOutcome.Created, invite);
    }

    /// <summary>It was not made.</summary>
    /// <param name="outcome">Why.</param>
    public static ComponentInviteAnswer Refused(ComponentInviteOutcome outcome) => outcome == ComponentInviteOutcome.Created
        ? throw new ArgumentException("An invite that was made is no refusal.", nameof(outcome))
        : new ComponentInviteAnswer(outcome, null);
}
