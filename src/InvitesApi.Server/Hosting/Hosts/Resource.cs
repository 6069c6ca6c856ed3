namespace InvitesApi.Server.Hosting.Hosts;

/// <summary>What can be asked for.</summary>
internal enum Resource
{
    /// <summary>Makes invites.</summary>
    InvitesApi,

    /// <summary>Shows one.</summary>
    InvitePage,
}
