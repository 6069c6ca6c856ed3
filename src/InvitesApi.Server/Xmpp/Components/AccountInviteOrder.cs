namespace InvitesApi.Server.Xmpp.Components;

/// <summary>The account invite that a user asks for (XEP-0401 §4.3).</summary>
/// <param name="VirtualHost">Where the account shall be.</param>
/// <param name="Inviter">Who asks: the bare address.</param>
/// <param name="Username">The name it shall have, as <see cref="Accounts.AccountName.Normalize"/> has it; null: any.</param>
/// <param name="Contact">The user of that host whose contact the new account becomes; null: nobody's.</param>
public sealed record AccountInviteOrder(string VirtualHost, string Inviter, string? Username, string? Contact);
