using InvitesApi.Server.Hosting;
using InvitesApi.Server.Hosting.Operation;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;

namespace InvitesApi.Server.Endpoints;

/// <summary>What endpoints are made of.</summary>
/// <param name="Database">Where keys and invites are.</param>
/// <param name="Time">What tells the time.</param>
/// <param name="Meter">What counts.</param>
/// <param name="Clients">What keeps clients from trying too often.</param>
/// <param name="Accounts">What makes accounts; null where there is no account server.</param>
internal sealed record EndpointServices(
    IInviteDatabase Database, TimeProvider Time, ServerMeter Meter, ClientLimits Clients, AccountDesk? Accounts)
{
    /// <summary>What counts the uses of keys, whatever endpoint they are for.</summary>
    public KeyRates Rates { get; } = new(Time);

    /// <summary>What takes the keys of requests.</summary>
    public KeyDoor Door { get; } = new(Clients, Meter);
}
