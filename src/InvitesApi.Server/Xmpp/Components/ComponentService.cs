using System.Xml.Linq;
using InvitesApi.Server.Faults;
using Microsoft.Extensions.Logging;

namespace InvitesApi.Server.Xmpp.Components;

/// <summary>Answers what comes to the component: requests are answered, each of them once; messages and presence are not.</summary>
internal sealed partial class ComponentService
{
    private readonly string _name;
    private readonly ILogger _log;
    private readonly Discovery _discovery;
    private readonly CommandService _commands;

    /// <summary>Makes one.</summary>
    /// <param name="name">The component's domain.</param>
    /// <param name="options">What the component is.</param>
    /// <param name="invites">The rules behind it.</param>
    public ComponentService(string name, ComponentOptions options, IComponentInvites invites)
    {
        _name = name;
        _log = options.Log;
        var access = new ComponentAccess(options);
        IReadOnlyList<ICommand> commands =
        [
            new InviteCommand(access, invites),
            new CreateAccountCommand(access, invites),
        ];
        _discovery = new Discovery(name, commands);
        _commands = new CommandService(commands, new CommandSessions(options.Time));
    }

    /// <summary>Answers a stanza.</summary>
    /// <param name="stanza">It.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The answer; null where none is due.</returns>
    public async Task<XElement?> AnswerAsync(XElement stanza, CancellationToken cancellation)
    {
        // An error or a result is never answered (RFC 6120 §8.3.1): we ask nothing, so it belongs to nothing.
        if (stanza.Name != Ns.Component + "iq" || (string?)stanza.Attribute("type") is "result" or "error")
        {
            return null;
        }

        if (!Jid.TryParse((string?)stanza.Attribute("from"), out Jid? from))
        {
            return null;
        }

        try
        {
            return await AnswerAsync(stanza, from, cancellation);
        }
        catch (InviteException error)
        {
            LogFailed(_log, error.Fault, error.Message);
            return new StanzaError("wait", "internal-server-error").Answer(stanza);
        }
        catch (Exception defect) when (defect is not OperationCanceledException)
        {
            LogDefect(_log, defect);
            return new StanzaError("cancel", "internal-server-error").Answer(stanza);
        }
    }

    private async Task<XElement> AnswerAsync(XElement iq, Jid from, CancellationToken cancellation)
    {
        string type = (string?)iq.Attribute("type") ?? string.Empty;
        if (type is not ("get" or "set") || iq.Attribute("id") is null || iq.Elements().Count() != 1)
        {
            return new StanzaError("modify", "bad-request").Answer(iq);
        }

        XElement payload = iq.Elements().First();
        bool isToUs = Jid.TryParse((string?)iq.Attribute("to"), out Jid? to) && to.Local.Length == 0 && to.Domain == _name;
        if (isToUs && type == "get" && payload.Name == Ns.Ping + "ping")
        {
            return Iq.Answer(iq, "result");
        }

        if (isToUs && type == "get" && (payload.Name == Ns.DiscoInfo + "query" || payload.Name == Ns.DiscoItems + "query"))
        {
            return _discovery.Answer(iq, payload, from);
        }

        return isToUs && type == "set" && payload.Name == Ns.Commands + "command"
            ? await _commands.AnswerAsync(iq, payload, from, cancellation)
            : new StanzaError("cancel", "service-unavailable").Answer(iq);
    }

    [LoggerMessage(LogLevel.Error, "A command of the component failed by a defect of this program. Please report it.")]
    private static partial void LogDefect(ILogger log, Exception defect);

    [LoggerMessage(LogLevel.Error, "A command of the component failed: {Fault}. {Reason}")]
    private static partial void LogFailed(ILogger log, InviteFault fault, string reason);
}
