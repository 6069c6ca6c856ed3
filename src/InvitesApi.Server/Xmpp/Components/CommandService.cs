using System.Xml.Linq;

namespace InvitesApi.Server.Xmpp.Components;

/// <summary>Runs commands (XEP-0050).</summary>
/// <param name="commands">The commands there are.</param>
/// <param name="sessions">Those that wait for a form.</param>
internal sealed class CommandService(IReadOnlyList<ICommand> commands, CommandSessions sessions)
{
    /// <summary>Answers a request of the type set.</summary>
    /// <param name="iq">The request.</param>
    /// <param name="command">Its payload.</param>
    /// <param name="from">Who asks.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<XElement> AnswerAsync(XElement iq, XElement command, Jid from, CancellationToken cancellation)
    {
        string node = (string?)command.Attribute("node") ?? string.Empty;
        if (commands.FirstOrDefault(known => known.Node == node) is not { } found)
        {
            return Task.FromResult(new StanzaError("cancel", "item-not-found").Answer(iq));
        }

        if (!found.IsAllowed(from))
        {
            return Task.FromResult(new StanzaError("auth", "forbidden").Answer(iq));
        }

        string action = (string?)command.Attribute("action") ?? "execute";
        var call = new Call(iq, found, from, (string?)command.Attribute("sessionid") ?? string.Empty);
        XElement form = command.Element(DataForm.Name) ?? DataForm.Make("submit");
        return call.Session.Length == 0 ? BeginAsync(call, action, form, cancellation) : GoOnAsync(call, action, form, cancellation);
    }

    private async Task<XElement> BeginAsync(Call call, string action, XElement form, CancellationToken cancellation)
    {
        if (action is not ("execute" or "complete"))
        {
            return Bad(call, action is "next" or "prev" or "cancel" ? "bad-action" : "malformed-action");
        }

        if (call.Command.Form(call.From) is not { } empty)
        {
            return Finish(call, await call.Command.ExecuteAsync(call.From, form, cancellation));
        }

        string session = sessions.Begin(call.From, call.Command.Node);
        return Executing(call with { Session = session }, empty, string.Empty);
    }

    private async Task<XElement> GoOnAsync(Call call, string action, XElement form, CancellationToken cancellation)
    {
        switch (sessions.Find(call.Session, call.From, call.Command.Node))
        {
            case CommandSessionState.Unknown:
                return Bad(call, "bad-sessionid");
            case CommandSessionState.Expired:
                return new StanzaError("cancel", "not-allowed").Answer(call.Iq, new XElement(Ns.Commands + "session-expired"));
            case CommandSessionState.Waiting:
            default:
                break;
        }

        if (action == "cancel" || (string?)form.Attribute("type") == "cancel")
        {
            sessions.End(call.Session);
            return Reply(call, "canceled");
        }

        return action is "execute" or "complete"
            ? Finish(call, await call.Command.ExecuteAsync(call.From, form, cancellation))
            : Bad(call, action is "next" or "prev" ? "bad-action" : "malformed-action");
    }

    private XElement Finish(Call call, CommandResult result)
    {
        if (result.Note.Length > 0)
        {
            return Executing(call, result.Form, result.Note);
        }

        sessions.End(call.Session);
        return result.Error is { } error ? error.Answer(call.Iq) : Reply(call, "completed", result.Form);
    }

    private static XElement Executing(Call call, XElement? form, string note) => Reply(
        call,
        "executing",
        new XElement(Ns.Commands + "actions", new XAttribute("execute", "complete"), new XElement(Ns.Commands + "complete")),
        note.Length == 0 ? null : new XElement(Ns.Commands + "note", new XAttribute("type", "error"), note),
        form);

    private static XElement Reply(Call call, string status, params object?[] content) => Iq.Answer(call.Iq, "result", new XElement(
        Ns.Commands + "command",
        call.Session.Length == 0 ? null : new XAttribute("sessionid", call.Session),
        new XAttribute("node", call.Command.Node),
        new XAttribute("status", status),
        content));

    // XEP-0050 §4.4.
    private static XElement Bad(Call call, string condition) =>
        new StanzaError("modify", "bad-request").Answer(call.Iq, new XElement(Ns.Commands + condition));

    private sealed record Call(XElement Iq, ICommand Command, Jid From, string Session);
}
