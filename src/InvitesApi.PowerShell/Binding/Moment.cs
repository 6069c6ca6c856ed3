namespace InvitesApi.PowerShell.Binding;

/// <summary>Moments, of spans of time.</summary>
internal static class Moment
{
    /// <summary>The moment after a span of time; the last that there is where the span is too long.</summary>
    /// <param name="span">The span.</param>
    public static DateTimeOffset In(TimeSpan span)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return span < DateTimeOffset.MaxValue - now ? now + span : DateTimeOffset.MaxValue;
    }
}
