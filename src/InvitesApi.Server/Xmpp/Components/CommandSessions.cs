using System.Security.Cryptography;

namespace InvitesApi.Server.Xmpp.Components;

/// <summary>
/// The commands that wait for a form to be filled in (XEP-0050 §3.1). A user has a few, all users many; the oldest go first.
/// </summary>
/// <param name="time">What tells the time.</param>
internal sealed class CommandSessions(TimeProvider time)
{
    /// <summary>The most of all users.</summary>
    public const int Most = 1000;

    /// <summary>The most of one user.</summary>
    public const int MostOfOne = 5;

    /// <summary>How long one waits.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly LinkedList<Session> _oldestFirst = new();

    /// <summary>Begins one.</summary>
    /// <param name="owner">Who may go on with it: the full address.</param>
    /// <param name="node">The command.</param>
    /// <returns>Its id.</returns>
    public string Begin(Jid owner, string node)
    {
        List<Session> own = [.. _oldestFirst.Where(session => session.Owner.Bare == owner.Bare)];
        if (own.Count >= MostOfOne)
        {
            _oldestFirst.Remove(own[0]);
        }

        if (_oldestFirst.Count >= Most)
        {
            _oldestFirst.RemoveFirst();
        }

        var begun = new Session(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), owner, node, time.GetUtcNow());
        _oldestFirst.AddLast(begun);
        return begun.Id;
    }

    /// <summary>Whether one is there to be gone on with.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="owner">Who asks: the full address.</param>
    /// <param name="node">The command.</param>
    public CommandSessionState Find(string id, Jid owner, string node)
    {
        Session? found = _oldestFirst.FirstOrDefault(session => session.Id == id && session.Owner == owner && session.Node == node);
        if (found is null)
        {
            return CommandSessionState.Unknown;
        }

        if (time.GetUtcNow() - found.Begun < Lifetime)
        {
            return CommandSessionState.Waiting;
        }

        _oldestFirst.Remove(found);
        return CommandSessionState.Expired;
    }

    /// <summary>Ends one.</summary>
    /// <param name="id">Its id.</param>
    public void End(string id)
    {
        if (_oldestFirst.FirstOrDefault(session => session.Id == id) is { } found)
        {
            _oldestFirst.Remove(found);
        }
    }

    private sealed record Session(string Id, Jid Owner, string Node, DateTimeOffset Begun);
}
