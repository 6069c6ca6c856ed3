using InvitesApi.Server.Invites;

namespace InvitesApi.Server.Endpoints;

/// <summary>What a virtual host serves, under the name that its module has in Prosody's <c>http_paths</c>.</summary>
/// <param name="name">The name; the path is a slash and the name, unless the host's options say otherwise.</param>
/// <param name="makeEndpoint">Makes what answers.</param>
/// <param name="hasParts">Whether there are resources below its path, which it answers for too.</param>
internal sealed class Resource(string name, Func<EndpointServices, IEndpoint> makeEndpoint, bool hasParts = false)
{
    /// <summary>Shows an invite: where links lead to, if nobody says.</summary>
    public static readonly Resource InvitePage = new(
        "invites_page", services => new InvitePageEndpoint(services.Database, services.Time), hasParts: true);

    /// <summary>All that there are.</summary>
    public static readonly IReadOnlyList<Resource> All =
    [
        new("invites_api", services => new InvitesApiEndpoint(new InviteIssuer(services.Database, services.Time), services.Meter)),
        InvitePage,
    ];

    /// <summary>The name.</summary>
    public string Name => name;

    /// <summary>Whether there are resources below its path.</summary>
    public bool HasParts => hasParts;

    /// <summary>Makes what answers.</summary>
    public IEndpoint MakeEndpoint(EndpointServices services) => makeEndpoint(services);
}
