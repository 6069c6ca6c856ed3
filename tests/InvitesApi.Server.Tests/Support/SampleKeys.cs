namespace InvitesApi.Server.Tests.Support;

/// <summary>Keys whose text tests know beforehand. Each is at one host; the second half is what must be seen nowhere.</summary>
internal static class SampleKeys
{
    /// <summary>In today's form: 12 and 36 characters.</summary>
    public const string New = "kFIuplAB-6xs/" + NewToken;

    public const string NewToken = "Zq3-_x8Wc0LkT7bNf2RyUoPj5HdMsE1gVaIi";

    /// <summary>In the first form: 8 and 32 characters.</summary>
    public const string Old = Sample.OldKey;

    public const string GetOnly = "getonlyAAAAA/getonlyBBBBBBBBBBBBBBBBBBBBBBBBBBBBB";

    public const string PostOnly = "postonlyAAAA/postonlyBBBBBBBBBBBBBBBBBBBBBBBBBBBB";

    /// <summary>Of the second host.</summary>
    public const string Other = "otherAAAAAAA/otherBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB";

    /// <summary>Of a host with an international name.</summary>
    public const string International = "internatAAAA/internatBBBBBBBBBBBBBBBBBBBBBBBBBBBB";

    /// <summary>Was there once.</summary>
    public const string Removed = "removedAAAAA/removedBBBBBBBBBBBBBBBBBBBBBBBBBBBBB";
}
