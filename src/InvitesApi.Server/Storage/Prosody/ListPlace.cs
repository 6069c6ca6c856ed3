namespace InvitesApi.Server.Storage.Prosody;

/// <summary>Where a stretch of a list of invites begins: the second in which one was made, and its number, in one number.</summary>
internal static class ListPlace
{
    // 2^33 seconds last until 2242; 2^30 invites have not been noted by then.
    private const int NumberBits = 30;

    /// <summary>The place right before an invite, in the order of the newest first.</summary>
    public static long Before(long createdAt, long number) => (createdAt << NumberBits) + number - 1;

    /// <summary>The second of a place.</summary>
    public static long CreatedAt(long place) => place >> NumberBits;

    /// <summary>The number of a place.</summary>
    public static long Number(long place) => place & ((1L << NumberBits) - 1);
}
