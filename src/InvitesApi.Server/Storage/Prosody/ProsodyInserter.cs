using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace InvitesApi.Server.Storage.Prosody;

/// <summary>Stores the invites of keys in Prosody's table and in ours. For one thread.</summary>
internal sealed class ProsodyInserter(SqliteConnection connection, string path) : IDisposable
{
    private readonly RawStatement _insert = new(connection.Handle!, path, """
        INSERT INTO "prosody" ("host", "user", "store", "key", "type", "value") VALUES (?1, '', 'invite_token', ?2, 'json', ?3)
        """);

    private readonly RawStatement _note = new(connection.Handle!, path, """
        INSERT INTO invitesapi_invite (token, host, kind, created_at, expires_at, max_uses, groups, roles, registration, source, standing, username)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, ?9, ?10, ?11)
        """);

    private readonly Dictionary<string, HostLinks?> _links = new(StringComparer.Ordinal);

    /// <summary>The invite that a key makes.</summary>
    /// <param name="request">What its holder asks for.</param>
    /// <param name="ceilings">What the key says of its invites.</param>
    public static Invite InviteOf(in InviteRequest request, InviteCeilings ceilings) => new()
    {
        Token = InviteToken.New(),
        Terms = new InviteTerms
        {
            VirtualHost = request.Use.VirtualHost,
            Kind = request.Kind,
            Username = request.Username,
            ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(ceilings.End(request.Use.At, request.ExpiresAt)),
            MaxUses = ceilings.UsesOf(request.Kind),
            Groups = ceilings.GroupsOf(request.Kind),
            Roles = ceilings.RolesOf(request.Kind),
        },
        Source = $"{InviteRow.KeySource}{request.Use.KeyId.Span}",
        CreatedAt = DateTimeOffset.FromUnixTimeSeconds(request.Use.At),
    };

    /// <summary>Forgets what is remembered of the file: another process has written.</summary>
    public void Forget() => _links.Clear();

    /// <summary>Stores an invite.</summary>
    /// <returns>The number of its row in our table.</returns>
    public long Insert(Invite invite)
    {
        bool isForProsody = InviteRecord.IsForProsody(invite);
        if (isForProsody)
        {
            _insert.Bind(1, invite.VirtualHost.AsSpan());
            _insert.Bind(2, invite.Token.AsSpan());
            _insert.Bind(3, ProsodyInvite.Write(invite, LinkTable.PageOf(Links(invite.VirtualHost), invite)).AsSpan());
            _insert.Run();
        }

        _note.Bind(1, invite.Token.AsSpan());
        _note.Bind(2, invite.VirtualHost.AsSpan());
        _note.Bind(3, (long)invite.Kind);
        _note.Bind(4, invite.CreatedAt.ToUnixTimeSeconds());
        _note.Bind(5, invite.ExpiresAt!.Value.ToUnixTimeSeconds());
        _note.Bind(6, invite.Terms.MaxUses!.Value);
        _note.BindText(7, InviteRow.TextOf(invite.Terms.Groups));
        _note.BindText(8, InviteRow.TextOf(invite.Terms.Roles));
        _note.Bind(9, invite.Source.AsSpan());
        _note.Bind(10, isForProsody ? 1 : 0);
        _note.BindText(11, invite.Terms.Username);
        _note.Run();
        return raw.sqlite3_last_insert_rowid(connection.Handle);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _note.Dispose();
        _insert.Dispose();
    }

    private HostLinks? Links(string virtualHost)
    {
        if (!_links.TryGetValue(virtualHost, out HostLinks? links))
        {
            links = LinkTable.Find(connection, virtualHost);
            _links.Add(virtualHost, links);
        }

        return links;
    }
}
