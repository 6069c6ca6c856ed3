using System.Runtime.InteropServices;

namespace InvitesApi.Server.Keys;

/// <summary>How many invites a key has made, as far as its limits ask for it.</summary>
/// <param name="Invites">In all.</param>
/// <param name="Pending">Those that can still be used; 0 where the key has no limit on them.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct KeyCounts(long Invites, long Pending);
