using System.Security.Cryptography;

namespace InvitesApi.Server.Xmpp.Components;

/// <summary>How long to wait before the next try: twice as long each time, up to a minute, and not as long as others.</summary>
internal sealed class Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private TimeSpan _next = First;

    /// <summary>The wait before the next try: between half and all of a step.</summary>
    public TimeSpan Next()
    {
        TimeSpan step = _next;
        _next = step * 2 < Longest ? step * 2 : Longest;
        int half = (int)(step.TotalMilliseconds / 2);
        return TimeSpan.FromMilliseconds(half + RandomNumberGenerator.GetInt32(half + 1));
    }

    /// <summary>A connection that ended had lasted.</summary>
    /// <param name="duration">How long. One that was longer than the longest wait begins anew.</param>
    public void Lasted(TimeSpan duration) => _next = duration > Longest ? First : _next;
}
