using System.Runtime.InteropServices;

namespace InvitesApi.Server.Limits;

/// <summary>What is left to a client of what it may do.</summary>
/// <param name="Remaining">How often it still may.</param>
/// <param name="Reset">In how long a time it may as often as ever, if it does nothing until then.</param>
/// <param name="Wait">How long to wait for the next time; zero: not at all.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RateState(int Remaining, TimeSpan Reset, TimeSpan Wait)
{
    /// <summary>Whether it may not now.</summary>
    public bool IsExhausted => Wait > TimeSpan.Zero;
}
