using System.Diagnostics;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage.Sqlite;
using InvitesApi.Server.Storage.Writing;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace InvitesApi.Server.Storage.Prosody;

/// <summary>Judges and stores a batch of requests in Prosody's file, in one short transaction. For one thread.</summary>
internal sealed class ProsodyAppender : IInviteAppender
{
    // Who waits for a lock by SQLite's own time-out looks every tenth of a second at the least: a slow disk must leave it that much.
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan ShortWait = TimeSpan.FromMilliseconds(10);

    private readonly SqliteConnection _connection;
    private readonly ProsodyKeyCache _keys;
    private readonly RawStatement _dataVersion;
    private readonly RawStatement _begin;
    private readonly RawStatement _commit;
    private readonly RawStatement _rollback;
    private readonly RawStatement _insert;
    private readonly RawStatement _note;
    private readonly List<InviteWrite> _accepted = [];
    private readonly List<string> _tokens = [];
    private readonly Dictionary<string, HostLinks?> _links = new(StringComparer.Ordinal);
    private readonly ManualResetEvent _end = new(initialState: false);

    private long _knownVersion = -1;
    private TimeSpan _held;

    /// <summary>Opens the connection and prepares its statements.</summary>
    public ProsodyAppender(ProsodyFile file)
    {
        _connection = file.Open();
        SideSchema.Ensure(_connection, file.Path);
        sqlite3 database = _connection.Handle!;
        RawStatement Prepare(string sql) => new(database, file.Path, sql);

        _keys = new ProsodyKeyCache(_connection);
        _dataVersion = Prepare("PRAGMA data_version");
        _begin = Prepare("BEGIN IMMEDIATE");
        _commit = Prepare("COMMIT");
        _rollback = Prepare("ROLLBACK");
        _insert = Prepare("""
            INSERT INTO "prosody" ("host", "user", "store", "key", "type", "value") VALUES (?1, '', 'invite_token', ?2, 'json', ?3)
            """);
        _note = Prepare("""
            INSERT INTO invitesapi_invite (token, host, kind, created_at, expires_at, max_uses, registration, source, standing)
            VALUES (?1, ?2, ?3, ?4, ?5, 1, 0, ?6, 1)
            """);
    }

    /// <inheritdoc/>
    public bool IsCurrent => !_connection.HasMoved();

    /// <inheritdoc/>
    public bool Append(List<InviteWrite> batch)
    {
        // Most refusals need no lock on the file: what is true of the keys at this moment is true for requests that wait since before it.
        _held = TimeSpan.Zero;
        Judge(batch);
        if (_accepted.Count == 0)
        {
            return false;
        }

        Begin();
        long began = Stopwatch.GetTimestamp();
        bool committed = false;
        try
        {
            if (ForgetIfWritten())
            {
                Judge(batch);
            }

            InsertAccepted();
            _commit.Run();
            committed = true;
        }
        finally
        {
            if (!committed)
            {
                RollBack();
            }
        }

        _held = Stopwatch.GetElapsedTime(began);
        for (int i = 0; i < _accepted.Count; i++)
        {
            _accepted[i].Token = _tokens[i];
        }

        return true;
    }

    /// <summary>
    /// Leaves the file to others for as long as it was held: SQLite's lock has no queue, and who waits for it looks again only now and then.
    /// Meanwhile requests gather for the next transaction.
    /// </summary>
    public void AfterAnswers()
    {
        if (_held > TimeSpan.Zero)
        {
            _end.WaitOne(_held < LongestPause ? _held : LongestPause);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _note.Dispose();
        _insert.Dispose();
        _rollback.Dispose();
        _commit.Dispose();
        _begin.Dispose();
        _dataVersion.Dispose();
        _connection.Dispose();
        _end.Dispose();
    }

    // SQLite looks for a lock ever more seldom, every tenth of a second in the end, and a Prosody that writes without pause has it then. So it is
    // asked anew every few milliseconds, within the same bound.
    private void Begin()
    {
        long began = Stopwatch.GetTimestamp();
        raw.sqlite3_busy_timeout(_connection.Handle, (int)ShortWait.TotalMilliseconds);
        try
        {
            while (!TryBegin(isLast: Stopwatch.GetElapsedTime(began) > ProsodyFile.BusyTimeout))
            {
                // SQLite has waited.
            }
        }
        finally
        {
            raw.sqlite3_busy_timeout(_connection.Handle, (int)ProsodyFile.BusyTimeout.TotalMilliseconds);
        }
    }

    private bool TryBegin(bool isLast)
    {
        try
        {
            _begin.Run();
            return true;
        }
        catch (InviteException fault) when (fault.Fault == InviteFault.DatabaseBusy && !isLast)
        {
            return false;
        }
    }

    private void Judge(List<InviteWrite> batch)
    {
        ForgetIfWritten();
        _accepted.Clear();
        foreach (InviteWrite write in batch)
        {
            ref readonly InviteRequest request = ref write.Request;
            write.Verdict = KeyRules.Judge(_keys.Find(request.VirtualHost, request.KeyId.Span), request.TokenHash, request.Method);
            if (write.Verdict == KeyVerdict.Accepted)
            {
                _accepted.Add(write);
            }
        }
    }

    // data_version changes when another connection has committed (sqlite.org/pragma.html#pragma_data_version); our own commits don't count.
    private bool ForgetIfWritten()
    {
        long version = _dataVersion.RunScalar();
        if (version == _knownVersion)
        {
            return false;
        }

        _keys.Clear();
        _links.Clear();
        _knownVersion = version;
        return true;
    }

    private void InsertAccepted()
    {
        _tokens.Clear();
        foreach (InviteWrite write in _accepted)
        {
            Invite invite = InviteOf(write.Request);
            _tokens.Add(invite.Token);
            _insert.Bind(1, invite.VirtualHost.AsSpan());
            _insert.Bind(2, invite.Token.AsSpan());
            _insert.Bind(3, ProsodyInvite.Write(invite, LinkTable.PageOf(Links(invite.VirtualHost), invite)).AsSpan());
            _insert.Run();
            _note.Bind(1, invite.Token.AsSpan());
            _note.Bind(2, invite.VirtualHost.AsSpan());
            _note.Bind(3, (long)invite.Kind);
            _note.Bind(4, write.Request.CreatedAt);
            _note.Bind(5, write.Request.ExpiresAt);
            _note.Bind(6, invite.Source.AsSpan());
            _note.Run();
        }
    }

    private static Invite InviteOf(in InviteRequest request) => new()
    {
        Token = InviteToken.New(),
        Terms = new InviteTerms
        {
            VirtualHost = request.VirtualHost,
            Kind = request.Kind,
            ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(request.ExpiresAt),
        },
        Source = $"{InviteRow.KeySource}{request.KeyId.Span}",
        CreatedAt = DateTimeOffset.FromUnixTimeSeconds(request.CreatedAt),
    };

    private HostLinks? Links(string virtualHost)
    {
        if (!_links.TryGetValue(virtualHost, out HostLinks? links))
        {
            links = LinkTable.Find(_connection, virtualHost);
            _links.Add(virtualHost, links);
        }

        return links;
    }

    private void RollBack()
    {
        _knownVersion = -1; // what is remembered of the file may be wrong now
        if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
        {
            _rollback.Run();
        }
    }
}
