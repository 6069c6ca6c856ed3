using InvitesApi.Server.Invites;
using InvitesApi.Server.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Prosody;

/// <summary>An invite as it stands in our table beside Prosody's.</summary>
/// <param name="Number">The number of its row.</param>
/// <param name="Invite">The invite.</param>
/// <param name="IsStanding">Whether it has rows in Prosody's table, as far as is noted.</param>
internal sealed record InviteRecord(long Number, Invite Invite, bool IsStanding)
{
    /// <summary>What <see cref="Read"/> needs, up to a WHERE.</summary>
    public const string Select = """
        SELECT number, token, host, kind, created_at, expires_at, max_uses, uses, revoked_at, username, contact, registration, groups, roles,
               note, source, standing
        FROM invitesapi_invite

        """;

    /// <summary>Whether Prosody may use it: it can do once and any number of times, but not N times.</summary>
    public static bool IsForProsody(Invite invite) =>
        invite.RevokedAt is null && (invite.Terms.MaxUses is null || (invite.Terms.MaxUses == 1 && invite.Uses == 0));

    /// <summary>The invite of a row.</summary>
    public static InviteRecord Read(SqliteDataReader row) => new(
        row.GetInt64(0),
        new Invite
        {
            Token = row.GetString(1),
            Terms = new InviteTerms
            {
                VirtualHost = row.GetString(2),
                Kind = (InviteKind)row.GetInt32(3),
                ExpiresAt = InviteRow.Time(row, 5),
                MaxUses = row.IsDBNull(6) ? null : row.GetInt32(6),
                Username = InviteRow.Text(row, 9),
                Contact = InviteRow.Text(row, 10),
                AllowRegistration = row.GetInt32(11) != 0,
                Groups = InviteRow.Texts(row, 12),
                Roles = InviteRow.Texts(row, 13),
                Note = InviteRow.Text(row, 14),
            },
            Source = InviteRow.Text(row, 15),
            CreatedAt = InviteRow.Time(row, 4)!.Value,
            Uses = row.GetInt32(7),
            RevokedAt = InviteRow.Time(row, 8),
        },
        row.GetInt32(16) != 0);

    /// <summary>The invites of all rows that a statement yields.</summary>
    public static List<InviteRecord> All(SqliteCommand select)
    {
        var records = new List<InviteRecord>();
        using SqliteDataReader row = select.ExecuteReader();
        while (row.Read())
        {
            records.Add(Read(row));
        }

        return records;
    }

    /// <summary>The invite of a token that is noted; null where none is.</summary>
    public static InviteRecord? Find(SqliteConnection connection, string token) => One(connection, "WHERE token = $of", token);

    /// <summary>The invite of a row; null where there is none.</summary>
    public static InviteRecord? Get(SqliteConnection connection, long number) => One(connection, "WHERE number = $of", number);

    /// <summary>Notes an invite.</summary>
    /// <returns>The number of its row.</returns>
    public static long Add(SqliteConnection connection, Invite invite, bool isStanding)
    {
        InviteTerms terms = invite.Terms;
        return (long)connection.Scalar(
            """
            INSERT INTO invitesapi_invite (token, host, kind, created_at, expires_at, max_uses, uses, revoked_at, username, contact,
                                           registration, groups, roles, note, source, standing)
            VALUES ($token, $host, $kind, $created, $expires, $maxUses, $uses, $revoked, $username, $contact, $registration, $groups, $roles,
                    $note, $source, $standing)
            RETURNING number
            """,
            ("$token", invite.Token),
            ("$host", terms.VirtualHost),
            ("$kind", (long)terms.Kind),
            ("$created", invite.CreatedAt.ToUnixTimeSeconds()),
            ("$expires", InviteRow.Store(terms.ExpiresAt)),
            ("$maxUses", terms.MaxUses),
            ("$uses", invite.Uses),
            ("$revoked", InviteRow.Store(invite.RevokedAt)),
            ("$username", terms.Username),
            ("$contact", terms.Contact),
            ("$registration", terms.AllowRegistration ? 1 : 0),
            ("$groups", InviteRow.Store(terms.Groups)),
            ("$roles", InviteRow.Store(terms.Roles)),
            ("$note", terms.Note),
            ("$source", invite.Source),
            ("$standing", isStanding ? 1 : 0))!;
    }

    /// <summary>Stores what may change of an invite.</summary>
    public static void Update(SqliteConnection connection, long number, Invite invite, bool isStanding) => connection.Run(
        """
        UPDATE invitesapi_invite
        SET expires_at = $expires, max_uses = $maxUses, uses = $uses, note = $note, revoked_at = $revoked, standing = $standing
        WHERE number = $number
        """,
        ("$expires", InviteRow.Store(invite.ExpiresAt)),
        ("$maxUses", invite.Terms.MaxUses),
        ("$uses", invite.Uses),
        ("$note", invite.Terms.Note),
        ("$revoked", InviteRow.Store(invite.RevokedAt)),
        ("$standing", isStanding ? 1 : 0),
        ("$number", number));

    private static InviteRecord? One(SqliteConnection connection, string where, object value)
    {
        using SqliteCommand select = connection.Command(Select + where, ("$of", value));
        using SqliteDataReader row = select.ExecuteReader();
        return row.Read() ? Read(row) : null;
    }
}
