using InvitesApi.Server.Tests.Support;
using InvitesApi.Server.Xmpp.Components;

namespace InvitesApi.Server.Tests.Xmpp;

/// <summary>Rules for tests of the component: they take every name but those of which they say so, and note what was asked.</summary>
internal sealed class SampleInvites : IComponentInvites
{
    public const string Page = "https://example.com/invite?TOKEN";

    public static readonly DateTimeOffset Expiry = Sample.Moment.AddDays(7).AddMilliseconds(5).ToOffset(TimeSpan.FromHours(2));

    public List<string> Asked { get; } = [];

    public ValueTask<ComponentInviteAnswer> CreateContactInviteAsync(string virtualHost, string username, CancellationToken cancellation)
    {
        Asked.Add($"{username}@{virtualHost}");
        return new(username == "toomany"
            ? ComponentInviteAnswer.Refused(ComponentInviteOutcome.TooMany)
            : ComponentInviteAnswer.Created(new ComponentInvite($"xmpp:{username}@{virtualHost}?roster;preauth=TOKEN", Page, Expiry)));
    }

    public ValueTask<ComponentInviteAnswer> CreateAccountInviteAsync(AccountInviteOrder order, CancellationToken cancellation)
    {
        Asked.Add(order.ToString());
        string who = order.Username is null ? order.VirtualHost : $"{order.Username}@{order.VirtualHost}";
        return order.Username switch
        {
            "taken" => new(ComponentInviteAnswer.Refused(ComponentInviteOutcome.NameTaken)),
            "broken" => throw new InvalidOperationException("A defect."),
            _ => new(ComponentInviteAnswer.Created(new ComponentInvite($"xmpp:{who}?register;preauth=TOKEN", null, null))),
        };
    }
}
