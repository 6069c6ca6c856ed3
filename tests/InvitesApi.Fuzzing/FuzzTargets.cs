using InvitesApi.Fuzzing.Targets;

namespace InvitesApi.Fuzzing;

/// <summary>All parsers of what others write.</summary>
internal static class FuzzTargets
{
    /// <summary>Them, by name.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("accountname", NameTargets.Account),
        new("apps", AppsTarget.Run),
        new("datafile", ConfigurationTargets.DataFile),
        new("duration", TextTargets.Duration),
        new("ejabberd", PeerTargets.Ejabberd),
        new("forwarded", ForwardedTarget.Run),
        new("hostname", NameTargets.Host),
        new("invitewish", InviteWishTarget.Run),
        new("jid", NameTargets.Jid),
        new("json", ConfigurationTargets.Json),
        new("jsonlines", JsonLinesTarget.Run),
        new("key", KeyTarget.Run),
        new("keynetworks", KeyLimitTargets.Networks),
        new("link", LinkTargets.Link),
        new("pagequery", LinkTargets.PageQuery),
        new("pagetemplate", LinkTargets.PageTemplate),
        new("prosody", PeerTargets.Prosody),
        new("proxies", ForwardedTarget.Proxies),
        new("rate", KeyLimitTargets.HowOften),
        new("text", TextTargets.Shown),
        new("token", TokenTarget.Run),
        new("xmpp", XmppTarget.Run),
    ];

    /// <summary>Those of a name, or all.</summary>
    /// <param name="name">The name; null: all.</param>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static IReadOnlyList<FuzzTarget> Named(string? name)
    {
        FuzzTarget[] found = [.. All.Where(target => name is null || target.Name == name)];
        return found.Length > 0 ? found : throw new ArgumentException(
            $"There is no target '{name}'. There are {string.Join(", ", All.Select(target => target.Name))}.", nameof(name));
    }
}
