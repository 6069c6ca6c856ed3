namespace InvitesApi.PowerShell.Completion;

/// <summary>Completes account servers: what they look like.</summary>
public sealed class AccountServerCompleter : ListCompleter
{
    private protected override IEnumerable<string> Items() =>
        ["xmpp://127.0.0.1:5222", "xmpps://127.0.0.1:5223", "ejabberd+http://127.0.0.1:5280/api", "ejabberd+https://127.0.0.1:5443/api"];
}
