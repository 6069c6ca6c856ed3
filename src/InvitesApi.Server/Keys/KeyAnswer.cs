using System.Runtime.InteropServices;

namespace InvitesApi.Server.Keys;

/// <summary>What is said of a key that a client presented.</summary>
/// <param name="Verdict">What.</param>
/// <param name="RetryAfter">With <see cref="KeyVerdict.TooFast"/>: how long to wait.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct KeyAnswer(KeyVerdict Verdict, TimeSpan RetryAfter = default);
