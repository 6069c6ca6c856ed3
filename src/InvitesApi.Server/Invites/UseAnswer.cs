namespace InvitesApi.Server.Invites;

/// <summary>What became of the wish to use an invite.</summary>
/// <param name="Verdict">What was said.</param>
/// <param name="Use">The use, which has begun; null where it has not.</param>
public sealed record UseAnswer(UseVerdict Verdict, InviteUse? Use)
{
    /// <summary>An answer without a use.</summary>
    /// <param name="verdict">What is said.</param>
    public static UseAnswer No(UseVerdict verdict) => new(verdict, Use: null);
}
