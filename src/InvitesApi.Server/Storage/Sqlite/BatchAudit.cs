using InvitesApi.Server.Audit;
using InvitesApi.Server.Invites;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>Counts the invites of a batch for each key, so that the audit trail has one entry for a key and a batch. For one thread.</summary>
/// <param name="appender">What writes the entries; it goes with this.</param>
internal sealed class BatchAudit(AuditAppender appender) : IDisposable
{
    private readonly Dictionary<(string Host, ReadOnlyMemory<char> KeyId), Share> _shares = new(new ByText());
    private Share? _latest;

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        _shares.Clear();
        _latest = null;
    }

    /// <inheritdoc cref="AuditAppender.Forget"/>
    public void Forget() => appender.Forget();

    /// <summary>Counts an invite.</summary>
    /// <param name="request">Who asked for it.</param>
    /// <param name="token">Its token.</param>
    public void Add(in InviteRequest request, string token)
    {
        // Most often the next is of the same key.
        if (_latest is null || !_latest.IsOf(request))
        {
            _latest = ShareOf(request, token);
        }

        _latest.Count++;
        _latest.Last = token;
        if (_latest.Kind != request.Kind)
        {
            _latest.Kind = null; // they differ
        }
    }

    /// <summary>Writes an entry for each key, inside the transaction of the batch.</summary>
    public void Write()
    {
        foreach (Share share in _shares.Values)
        {
            appender.Append(AuditNote.OfInvites(
                AuditAction.InvitesMade,
                share.Host,
                share.Kind,
                share.Count,
                (share.First, share.Last),
                $"{InviteRow.KeySource}{share.KeyId.Span}"));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => appender.Dispose();

    private Share ShareOf(in InviteRequest request, string token)
    {
        (string VirtualHost, ReadOnlyMemory<char> KeyId) key = (request.Use.VirtualHost, request.Use.KeyId);
        if (!_shares.TryGetValue(key, out Share? share))
        {
            share = new Share(request.Use.VirtualHost, request.Use.KeyId, request.Kind, token);
            _shares.Add(key, share);
        }

        return share;
    }

    private sealed class Share(string host, ReadOnlyMemory<char> keyId, InviteKind kind, string first)
    {
        public string Host => host;

        public ReadOnlyMemory<char> KeyId => keyId;

        public InviteKind? Kind { get; set; } = kind;

        public string First { get; } = first;

        public string Last { get; set; } = first;

        public int Count { get; set; }

        public bool IsOf(in InviteRequest request) => request.Use.VirtualHost == host && request.Use.KeyId.Span.SequenceEqual(keyId.Span);
    }

    private sealed class ByText : IEqualityComparer<(string Host, ReadOnlyMemory<char> KeyId)>
    {
        public bool Equals((string Host, ReadOnlyMemory<char> KeyId) x, (string Host, ReadOnlyMemory<char> KeyId) y) =>
            x.Host == y.Host && x.KeyId.Span.SequenceEqual(y.KeyId.Span);

        public int GetHashCode((string Host, ReadOnlyMemory<char> KeyId) obj) =>
            HashCode.Combine(obj.Host, string.GetHashCode(obj.KeyId.Span, StringComparison.Ordinal));
    }
}
