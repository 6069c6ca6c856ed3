using System.Diagnostics.Metrics;
using InvitesApi.Server.Audit;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage.Sqlite;
using InvitesApi.Server.Storage.Writing;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Prosody;

/// <summary>
/// Prosody's own storage as ours: keys and invites are rows of its table, for both to use; what it has no place for stands in tables of ours beside
/// it.
/// </summary>
internal sealed class ProsodyInviteDatabase : IInviteDatabase
{
    // The lock is held for milliseconds: Prosody waits for it, or does not.
    private const int LargestBatch = 100;

    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly ConnectionPool _connections;
    private readonly Lazy<InviteWriter> _writer;
    private readonly AccountWalk _walk;
    private readonly Auditor _audit;
    private readonly UseNotes _notes;
    private volatile bool _hasSchema;

    private ProsodyInviteDatabase(ProsodyFile file, string actor, TimeProvider time, Meter? meter)
    {
        _path = file.Path;
        _time = time;
        _walk = new AccountWalk(time);
        _audit = new Auditor(AuditTable.BesideProsody, file.Path, actor, time);
        _notes = new UseNotes(time);
        _connections = new ConnectionPool(file.Open, file.Path);
        WriterMeter? writerMeter = meter is null ? null : new WriterMeter(meter, () => _writer is { IsValueCreated: true } writer
            ? writer.Value.Queued
            : 0);
        _writer = new Lazy<InviteWriter>(() => new InviteWriter(() => new ProsodyAppender(file, _audit), file.Path, LargestBatch, writerMeter));
    }

    /// <inheritdoc/>
    public string Location => DatabaseLocation.ProsodyPrefix + _path;

    /// <inheritdoc/>
    public bool IsServersOwn => true;

    /// <summary>Opens the file, which must be there.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="actor">Who opens it, for the audit trail.</param>
    /// <param name="time">What tells when it was seen that Prosody has used an invite.</param>
    /// <param name="meter">What gets its instruments; null: nothing is measured.</param>
    /// <param name="wait">How to wait for locks; null: as usual.</param>
    public static ProsodyInviteDatabase Open(string path, string actor, TimeProvider time, Meter? meter, DatabaseWait? wait = null) =>
        new(ProsodyFile.Find(path, wait), actor, time, meter);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<bool>> AddKeysAsync(IReadOnlyList<NewApiKey> keys, CancellationToken cancellation) =>
        UseTables<IReadOnlyList<bool>>(connection => KeyRows.Add(connection, keys, _path, _audit), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ApiKey>> ListKeysAsync(ApiKeyFilter filter, CancellationToken cancellation) =>
        Use<IReadOnlyList<ApiKey>>(
            connection => [.. KeyExtras.Removed(connection, filter), .. KeyRows.List(connection, filter).Select(one => one.Key)], cancellation);

    /// <inheritdoc/>
    public ValueTask<KeyStanding?> FindKeyAsync(string virtualHost, string id, DateTimeOffset now, CancellationToken cancellation) =>
        Use(connection => KeyChanges.Find(connection, virtualHost, id, now.ToUnixTimeSeconds()), cancellation);

    /// <inheritdoc/>
    public ValueTask<ApiKey?> ChangeKeyAsync(string virtualHost, string id, KeyChange change, CancellationToken cancellation) =>
        UseTables(connection => KeyChanges.Change(connection, virtualHost, id, change, _audit), cancellation);

    /// <inheritdoc/>
    public ValueTask<long?> RemoveKeyAsync(string virtualHost, string id, KeyRemoval removal, CancellationToken cancellation) =>
        UseTables(connection => KeyChanges.Remove(connection, virtualHost, id, removal, _audit, cancellation), cancellation);

    /// <inheritdoc/>
    public ValueTask<KeyAnswer> JudgeKeyAsync(KeyUse use, CancellationToken cancellation) =>
        UseTables(connection => KeyChanges.Judge(connection, use, _notes), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<PortableKey>> ReadKeysAsync(string? virtualHost, CancellationToken cancellation) =>
        Use<IReadOnlyList<PortableKey>>(
            connection =>
                [.. KeyRows.List(connection, new ApiKeyFilter(virtualHost)).Select(one => new PortableKey(one.Key, one.Stored.Hash))],
            cancellation);

    /// <inheritdoc/>
    public ValueTask<bool> TryAddKeyAsync(PortableKey key, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(key);
        throw KeyRows.HashOnly(key.Key);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<CopyVerdict>> AddCopiesAsync(
        IReadOnlyList<Invite> invites, DateTimeOffset now, CancellationToken cancellation) =>
        UseTables(
            connection =>
            {
                Noting.Accounts(connection); // what is copied may be there
                return InviteCopies.Add(connection, invites, now, _audit);
            },
            cancellation);

    /// <inheritdoc/>
    public ValueTask<InviteAnswer> CreateInviteAsync(in InviteRequest request) => _writer.Value.WriteAsync(request);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Invite>> AddInvitesAsync(
        IReadOnlyList<InviteTerms> invites, string source, DateTimeOffset now, CancellationToken cancellation) =>
        UseTables(connection => ProsodyAdder.Add(connection, _path, invites, source, now, _audit), cancellation);

    /// <inheritdoc/>
    public ValueTask<Invite?> FindInviteAsync(string token, CancellationToken cancellation) =>
        UseTables(connection => Find(connection, token), cancellation);

    /// <inheritdoc/>
    public ValueTask<InviteBatch<Invite>> ListInvitesAsync(
        InviteFilter filter, long? from, int most, CancellationToken cancellation) =>
        UseTables(connection => InviteRows.List(connection, filter, from, most, _time.GetUtcNow()), cancellation);

    /// <inheritdoc/>
    public ValueTask<Invite?> ChangeInviteAsync(string token, InviteChange change, CancellationToken cancellation) =>
        UseTables(
            connection => Find(connection, token) is null ? null : InviteRows.Change(connection, token, change, _audit), cancellation);

    /// <inheritdoc/>
    public async ValueTask<long> ForgetInvitesAsync(DateTimeOffset before, string? virtualHost, CancellationToken cancellation)
    {
        await UseTables(
            connection =>
            {
                Noting.All(connection, virtualHost, _time.GetUtcNow());
                return true;
            },
            cancellation);
        long forgotten = 0;
        for (long? first = 0; first is { } start;)
        {
            (int count, first) = await UseTables(connection => InviteRows.Forget(connection, start, before, virtualHost, _audit), cancellation);
            forgotten += count;
        }

        return forgotten;
    }

    /// <inheritdoc/>
    public ValueTask<UseAnswer> BeginUseAsync(
        string token, string username, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellation) =>
        UseTables(connection => UseTable.Begin(connection, token, username, now, until), cancellation);

    /// <inheritdoc/>
    public ValueTask<bool> EndUseAsync(InviteUse use, bool tookPlace, string actor, DateTimeOffset now, CancellationToken cancellation) =>
        UseTables(connection => UseTable.End(connection, use, tookPlace, actor, now, _audit), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<InviteUse>> ListOverdueUsesAsync(DateTimeOffset now, CancellationToken cancellation) =>
        UseTables<IReadOnlyList<InviteUse>>(connection => UseTable.Overdue(connection, now), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<InviteEvent>> ListEventsAsync(Invite invite, CancellationToken cancellation) =>
        UseTables<IReadOnlyList<InviteEvent>>(
            connection =>
            {
                InviteRows.Find(connection, invite.Token, _time.GetUtcNow()); // which notes what Prosody did
                return EventTable.List(connection, invite);
            },
            cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AuditEntry>> ListAuditAsync(AuditFilter filter, long from, int most, CancellationToken cancellation) =>
        UseTables<IReadOnlyList<AuditEntry>>(connection => AuditTable.BesideProsody.List(connection, filter, from, most), cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AuditEntry>> ReadAuditAsync(long? after, int most, CancellationToken cancellation) =>
        UseTables<IReadOnlyList<AuditEntry>>(connection => AuditTable.BesideProsody.Read(connection, after, most), cancellation);

    /// <inheritdoc/>
    public ValueTask<byte[]> ReadAuditGenesisAsync(CancellationToken cancellation) =>
        UseTables(AuditTable.BesideProsody.Genesis, cancellation);

    /// <inheritdoc/>
    public async ValueTask SetLinksAsync(string virtualHost, HostLinks links, CancellationToken cancellation) => await UseTables(
        connection =>
        {
            LinkTable.Set(connection, virtualHost, links);
            return true;
        },
        cancellation);

    /// <inheritdoc/>
    public ValueTask<HostLinks?> FindLinksAsync(string virtualHost, CancellationToken cancellation) =>
        UseTables(connection => LinkTable.Find(connection, virtualHost), cancellation);

    /// <summary>Tries whether it can be written: what is there stays as it is.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    public ValueTask ProbeAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _connections.UseNew(connection => SideSchema.Probe(connection, _path)); // one that is open may be to a file that is gone
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_writer.IsValueCreated)
        {
            _writer.Value.Dispose();
        }

        _connections.Dispose();
    }

    private ValueTask<T> Use<T>(Func<SqliteConnection, T> use, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_connections.Use(use));
    }

    private Invite? Find(SqliteConnection connection, string token)
    {
        Invite? found = InviteRows.Find(connection, token, _time.GetUtcNow());
        return found is null && token.Length == InviteToken.Length && _walk.Take(connection)
            ? InviteRows.Find(connection, token, _time.GetUtcNow())
            : found;
    }

    // Our tables are made with the first need of them.
    private ValueTask<T> UseTables<T>(Func<SqliteConnection, T> use, CancellationToken cancellation) => Use(
        connection =>
        {
            if (!_hasSchema)
            {
                SideSchema.Ensure(connection, _path);
                _hasSchema = true;
            }

            return use(connection);
        },
        cancellation);
}
