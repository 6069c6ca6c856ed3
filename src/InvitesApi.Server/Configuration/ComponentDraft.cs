using System.Security;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Hosting;

namespace InvitesApi.Server.Configuration;

/// <summary>The component, while it is put together. No record, as those would show the secret.</summary>
internal sealed class ComponentDraft
{
    /// <summary>The XMPP server's port for components, or null.</summary>
    public string? Server { get; set; }

    /// <summary>The component's own domain, or null.</summary>
    public string? Name { get; set; }

    /// <summary>The component's secret, or null.</summary>
    public SecureString? Secret { get; set; }

    /// <summary>Who may invite contacts; null: every user.</summary>
    public IReadOnlyList<string>? Inviters { get; set; }

    /// <summary>Who may invite to make accounts; null: nobody.</summary>
    public IReadOnlyList<string>? AccountMakers { get; set; }

    /// <summary>How many contact invites of one user may be pending; null: as many as usual.</summary>
    public int? MostInvites { get; set; }

    /// <summary>The same, to be changed by itself.</summary>
    /// <param name="change">The change.</param>
    public ComponentDraft With(Action<ComponentDraft> change)
    {
        var changed = (ComponentDraft)MemberwiseClone();
        change(changed);
        return changed;
    }

    /// <summary>What was put together; null: there is no component.</summary>
    /// <exception cref="InviteException"><see cref="InviteFault.SettingMissing"/>: a part of it is missing.</exception>
    public InviteComponentOptions? Finish()
    {
        if (Server is null && Name is null && Secret is null && Inviters is null && AccountMakers is null && MostInvites is null)
        {
            return null;
        }

        return new InviteComponentOptions
        {
            Server = Server ?? throw Missing("component"),
            Name = Name ?? throw Missing("componentName"),
            Secret = AccountsDraft.Reveal(Secret) ?? throw Missing("componentSecret"),
            MayInvite = Inviters,
            MayCreateAccounts = AccountMakers ?? [],
            MostInvites = MostInvites ?? InviterQuota.Usual,
        };
    }

    private static InviteException Missing(string what) => new(
        InviteFault.SettingMissing,
        $"A component needs its server, its name and its secret. {what} is missing.",
        what);
}
