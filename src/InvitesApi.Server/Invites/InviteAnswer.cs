using System.Runtime.InteropServices;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Limits;

namespace InvitesApi.Server.Invites;

/// <summary>What became of an <see cref="InviteRequest"/>.</summary>
/// <param name="Verdict">What was said of the key.</param>
/// <param name="Token">The token of the invite, which is on disk; null where the key was not accepted.</param>
/// <param name="RetryAfter">With <see cref="KeyVerdict.TooFast"/>: how long to wait.</param>
/// <param name="Rate">With <see cref="KeyVerdict.TooFast"/>: how often the key may be used.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct InviteAnswer(KeyVerdict Verdict, string? Token, TimeSpan RetryAfter = default, Rate? Rate = null);
