using System.Runtime.InteropServices;
using InvitesApi.Server.Limits;

namespace InvitesApi.Server.Keys;

/// <summary>What is said of a key that a client presented.</summary>
/// <param name="Verdict">What.</param>
/// <param name="RetryAfter">With <see cref="KeyVerdict.TooFast"/>: how long to wait.</param>
/// <param name="Rate">With <see cref="KeyVerdict.TooFast"/>: how often it may be used.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct KeyAnswer(KeyVerdict Verdict, TimeSpan RetryAfter = default, Rate? Rate = null);
