using InvitesApi.Server.Invites;

namespace InvitesApi.Server.Endpoints;

/// <summary>What a virtual host serves, under the name that its module has in Prosody's <c>http_paths</c>.</summary>
/// <param name="name">The name.</param>
/// <param name="makeEndpoint">Makes what answers; null: the server has none.</param>
/// <param name="path">Its path, unless the host's options say otherwise; null: a slash and the name.</param>
/// <param name="hasParts">Whether there are resources below its path, which it answers for too.</param>
internal sealed class Resource(
    string name, Func<EndpointServices, IEndpoint?> makeEndpoint, string? path = null, bool hasParts = false)
{
    /// <summary>Shows an invite: where links lead to, if nobody says.</summary>
    public static readonly Resource InvitePage = new(
        "invites_page", services => new InvitePageEndpoint(
            services.Database, services.Time, services.Clients, services.Accounts?.Registrar), hasParts: true);

    /// <summary>Makes accounts, where there is an account server. Links to it have the path that they have in Prosody's examples.</summary>
    public static readonly Resource Register = new(
        "register_web",
        services => services.Accounts is { } desk ? new RegisterEndpoint(services.Database, services.Time, services.Clients, desk) : null,
        "/register");

    /// <summary>Lists, revokes and makes invites for programs, as Prosody's mod_http_admin_api does.</summary>
    public static readonly Resource AdminApi = new(
        "admin_api",
        services => new AdminApiEndpoint(
            new InviteIssuer(services.Database, services.Time, services.Rates), services.Database, services.Time, services.Door, services.Meter),
        hasParts: true);

    /// <summary>All that there are.</summary>
    public static readonly IReadOnlyList<Resource> All =
    [
        new("invites_api", services => new InvitesApiEndpoint(
            new InviteIssuer(services.Database, services.Time, services.Rates), services.Door, services.Meter)),
        AdminApi,
        InvitePage,
        Register,
    ];

    /// <summary>The name.</summary>
    public string Name => name;

    /// <summary>The path, unless the host's options say otherwise.</summary>
    public string Path { get; } = path ?? "/" + name;

    /// <summary>Whether there are resources below its path.</summary>
    public bool HasParts => hasParts;

    /// <summary>Makes what answers; null: the server has none.</summary>
    public IEndpoint? MakeEndpoint(EndpointServices services) => makeEndpoint(services);
}
