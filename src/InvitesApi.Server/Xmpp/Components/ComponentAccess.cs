using InvitesApi.Server.Faults;

namespace InvitesApi.Server.Xmpp.Components;

/// <summary>Who may ask the component for what.</summary>
internal sealed class ComponentAccess
{
    private readonly List<JidPattern>? _inviters;
    private readonly List<JidPattern> _accountMakers;
    private readonly Func<IReadOnlyList<string>> _virtualHosts;

    /// <summary>Makes one.</summary>
    /// <param name="options">The patterns, and the virtual hosts.</param>
    /// <exception cref="InviteException">
    /// <see cref="InviteFault.ComponentOptionInvalid"/>: a pattern is malformed, or there is no host.
    /// </exception>
    public ComponentAccess(ComponentOptions options)
    {
        _virtualHosts = options.VirtualHosts;
        if (_virtualHosts().Count == 0)
        {
            throw new InviteException(InviteFault.ComponentOptionInvalid, "The component can't be started. It serves no virtual host.");
        }

        _inviters = options.MayInvite is { } inviters ? [.. inviters.Select(JidPattern.Parse)] : null;
        _accountMakers = [.. options.MayCreateAccounts.Select(JidPattern.Parse)];
    }

    /// <summary>Whether a user may make invites to become a contact: of a host that is served, and allowed to.</summary>
    /// <param name="jid">Who asks.</param>
    public bool MayInvite(Jid jid) => IsLocal(jid) && (_inviters is null || _inviters.Exists(pattern => pattern.Matches(jid)));

    /// <summary>Whether a user may make invites to make an account.</summary>
    /// <param name="jid">Who asks, of any host.</param>
    public bool MayCreateAccounts(Jid jid) => _accountMakers.Exists(pattern => pattern.Matches(jid));

    /// <summary>Whether it is a user of a host that is served.</summary>
    /// <param name="jid">Who asks.</param>
    public bool IsLocal(Jid jid) => jid.Local.Length > 0 && _virtualHosts().Contains(jid.Domain, StringComparer.Ordinal);

    /// <summary>The host where the accounts are made that a user makes invites for: his own, else the first.</summary>
    /// <param name="jid">Who asks.</param>
    public string HostOf(Jid jid) => IsLocal(jid) ? jid.Domain : _virtualHosts()[0];
}
