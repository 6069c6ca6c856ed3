using System.Diagnostics.Metrics;
using InvitesApi.Server.Audit;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage.Writing;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>
/// The store of our own: one SQLite file in WAL mode. Reads and the few writes of cmdlets go through a pool of connections; invites go
/// through one writer, which starts with the first of them.
/// </summary>
internal sealed class SqliteInviteDatabase : IInviteDatabase
{
    private const int LargestBatch = 1024;

    private readonly ConnectionPool _connections;
    private readonly FileCipher _cipher;
    private readonly Lazy<InviteWriter> _writer;
    private readonly KeyGate _gate;
    private readonly Auditor _audit;
    private readonly UseNotes _notes;

    private SqliteInviteDatabase(SqliteFile file, string actor, TimeProvider time, Meter? meter)
    {
        Location = file.Path;
        _audit = new Auditor(AuditTable.Own, file.Path, actor, time);
        _notes = new UseNotes(time);
        _connections = new ConnectionPool(file.Open, file.Path, file.HasMoved);
        _cipher = new FileCipher(file, _connections);
        WriterMeter? writerMeter = meter is null ? null : new WriterMeter(meter, () => _writer is { IsValueCreated: true } writer
            ? writer.Value.Queued
            : 0);
        _gate = new KeyGate(file);
        _writer = new Lazy<InviteWriter>(() => new InviteWriter(
            () => new InviteAppender(file, _gate, _audit), file.Path, LargestBatch, writerMeter));
    }

    /// <inheritdoc/>
    public string Location { get; }

    /// <inheritdoc/>
    public bool IsServersOwn => false;

    /// <summary>Opens the file; made, with its folder, where there is none.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="actor">Who opens it, for the audit trail.</param>
    /// <param name="time">What tells when an entry of the audit trail is written.</param>
    /// <param name="meter">What gets its instruments; null: nothing is measured.</param>
    /// <param name="wait">How to wait for locks; null: as usual.</param>
    public static SqliteInviteDatabase Open(string path, string actor, TimeProvider time, Meter? meter, DatabaseWait? wait = null) =>
        new(SqliteFile.Prepare(path, wait), actor, time, meter);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<bool>> AddKeysAsync(IReadOnlyList<NewApiKey> keys, CancellationToken cancellation) => Use<IReadOnlyList<bool>>(
        connection => KeyTable.Add(
            connection, [.. keys.Select(key => new PortableKey(key.Key, TokenHash.Of(key.Text.Token.Span)))], _audit, imported: false),
        cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ApiKey>> ListKeysAsync(ApiKeyFilter filter, CancellationToken cancellation) =>
        Use<IReadOnlyList<ApiKey>>(connection => KeyTable.List(connection, filter).ConvertAll(row => row.Key), cancellation);

    /// <inheritdoc/>
    public ValueTask<KeyStanding?> FindKeyAsync(string virtualHost, string id, DateTimeOffset now, CancellationToken cancellation) => Use(
        connection => KeyTable.Find(connection, virtualHost, id) is { } row
            ? new KeyStanding(row.Stored, KeyTable.Counts(connection, row, now.ToUnixTimeSeconds()))
            : null,
        cancellation);

    /// <inheritdoc/>
    public ValueTask<ApiKey?> ChangeKeyAsync(string virtualHost, string id, KeyChange change, CancellationToken cancellation) =>
        Use(connection => KeyEditor.Change(connection, virtualHost, id, change, _audit), cancellation);

    /// <inheritdoc/>
    public ValueTask<long?> RemoveKeyAsync(string virtualHost, string id, KeyRemoval removal, CancellationToken cancellation) =>
        Use(connection => KeyEditor.Remove(connection, virtualHost, id, removal, _audit), cancellation);

    /// <inheritdoc/>
    public ValueTask<KeyAnswer> JudgeKeyAsync(KeyUse use, CancellationToken cancellation) =>
        Use(connection => KeyEditor.Judge(connection, use, _notes), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<PortableKey>> ReadKeysAsync(string? virtualHost, CancellationToken cancellation) =>
        Use<IReadOnlyList<PortableKey>>(
            connection => KeyTable.List(connection, new ApiKeyFilter(virtualHost)).ConvertAll(row => new PortableKey(row.Key, row.Stored.Hash)),
            cancellation);

    /// <inheritdoc/>
    public ValueTask<bool> TryAddKeyAsync(PortableKey key, CancellationToken cancellation) =>
        Use(connection => KeyTable.Add(connection, [key], _audit, imported: true)[0], cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<CopyVerdict>> AddCopiesAsync(
        IReadOnlyList<Invite> invites, DateTimeOffset now, CancellationToken cancellation) =>
        Use((connection, cipher) => InviteAdder.AddCopies(connection, cipher, invites, now, _audit), cancellation);

    /// <inheritdoc/>
    public ValueTask<InviteAnswer> CreateInviteAsync(in InviteRequest request) => _gate.Refuses(request)
        ? ValueTask.FromResult(new InviteAnswer(KeyVerdict.Refused, null))
        : _writer.Value.WriteAsync(request);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Invite>> AddInvitesAsync(
        IReadOnlyList<InviteTerms> invites, string source, DateTimeOffset now, CancellationToken cancellation) =>
        Use((connection, cipher) => InviteAdder.Add(connection, cipher, invites, source, now, _audit), cancellation);

    /// <inheritdoc/>
    public ValueTask<Invite?> FindInviteAsync(string token, CancellationToken cancellation) =>
        Use((connection, cipher) => InviteTable.Find(connection, cipher, token), cancellation);

    /// <inheritdoc/>
    public ValueTask<InviteBatch<Invite>> ListInvitesAsync(
        InviteFilter filter, long? from, int most, CancellationToken cancellation) =>
        Use((connection, cipher) => InviteTable.List(connection, cipher, filter, from, most), cancellation);

    /// <inheritdoc/>
    public ValueTask<Invite?> ChangeInviteAsync(string token, InviteChange change, CancellationToken cancellation) =>
        Use((connection, cipher) => InviteEditor.Change(connection, cipher, token, change, _audit), cancellation);

    /// <inheritdoc/>
    public ValueTask<long> ForgetInvitesAsync(DateTimeOffset before, string? virtualHost, CancellationToken cancellation)
    {
        long forgotten = 0;
        for (long? first = 0; first is { } start;)
        {
            cancellation.ThrowIfCancellationRequested();
            (int count, first) = _connections.Use(connection => InviteEditor.Forget(connection, start, before, virtualHost, _audit));
            forgotten += count;
        }

        return ValueTask.FromResult(forgotten);
    }

    /// <inheritdoc/>
    public ValueTask<UseAnswer> BeginUseAsync(
        string token, string username, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellation) =>
        Use((connection, cipher) => ReservationTable.Begin(connection, cipher, token, username, now, until), cancellation);

    /// <inheritdoc/>
    public ValueTask<bool> EndUseAsync(InviteUse use, bool tookPlace, string actor, DateTimeOffset now, CancellationToken cancellation) =>
        Use((connection, _) => ReservationTable.End(connection, use, tookPlace, actor, now, _audit), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<InviteUse>> ListOverdueUsesAsync(DateTimeOffset now, CancellationToken cancellation) =>
        Use<IReadOnlyList<InviteUse>>((connection, cipher) => ReservationTable.Overdue(connection, cipher, now), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<InviteEvent>> ListEventsAsync(Invite invite, CancellationToken cancellation) =>
        Use<IReadOnlyList<InviteEvent>>((connection, cipher) => InviteEditor.Events(connection, cipher, invite), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AuditEntry>> ListAuditAsync(AuditFilter filter, long from, int most, CancellationToken cancellation) =>
        Use<IReadOnlyList<AuditEntry>>((connection, _) => AuditTable.Own.List(connection, filter, from, most), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AuditEntry>> ReadAuditAsync(long? after, int most, CancellationToken cancellation) =>
        Use<IReadOnlyList<AuditEntry>>((connection, _) => AuditTable.Own.Read(connection, after, most), cancellation);

    /// <inheritdoc/>
    public ValueTask<byte[]> ReadAuditGenesisAsync(CancellationToken cancellation) =>
        Use((connection, _) => AuditTable.Own.Genesis(connection), cancellation);

    /// <inheritdoc/>
    public ValueTask SetLinksAsync(string virtualHost, HostLinks links, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _connections.Use(connection =>
        {
            HostTable.SetLinks(connection, virtualHost, links);
            return true;
        });
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<HostLinks?> FindLinksAsync(string virtualHost, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_connections.Use(connection => HostTable.FindLinks(connection, virtualHost)));
    }

    /// <inheritdoc/>
    public ValueTask ProbeAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _connections.UseNew(WriteProbe.Run); // one that is open may be to a file that is gone
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _gate.Dispose();
        if (_writer.IsValueCreated)
        {
            _writer.Value.Dispose();
        }

        _cipher.Dispose();
        _connections.Dispose();
    }

    private ValueTask<T> Use<T>(Func<SqliteConnection, T> use, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_connections.Use(use));
    }

    private ValueTask<T> Use<T>(Func<SqliteConnection, InviteTokenCipher, T> use, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_connections.Use(connection => use(connection, _cipher.Value)));
    }
}
