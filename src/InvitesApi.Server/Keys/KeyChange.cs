namespace InvitesApi.Server.Keys;

/// <summary>What to change of a key.</summary>
/// <param name="At">When.</param>
/// <param name="Apply">The key as it shall be, of the key as it is.</param>
public sealed record KeyChange(DateTimeOffset At, Func<ApiKey, ApiKey> Apply)
{
    /// <summary>Its new text, under the same id; null: it keeps its token.</summary>
    public ApiKeyText? NewText { get; init; }

    /// <summary>Until when the token that it had is good beside the new one.</summary>
    public DateTimeOffset PreviousUntil { get; init; }

    /// <summary>The moment alone, so that a change that ends in a log by mistake tells no secret.</summary>
    public override string ToString() => $"{At:u}";
}
