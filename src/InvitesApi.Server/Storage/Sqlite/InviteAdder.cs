using System.Security.Cryptography;
using InvitesApi.Server.Audit;
using InvitesApi.Server.Invites;
using Microsoft.Data.Sqlite;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>Stores invites that an administrator makes. <see cref="InviteAppender"/> stores those of keys.</summary>
internal static class InviteAdder
{
    /// <summary>Stores invites, all or none.</summary>
    public static IReadOnlyList<Invite> Add(
        SqliteConnection connection,
        InviteTokenCipher cipher,
        IReadOnlyList<InviteTerms> invites,
        string source,
        DateTimeOffset now,
        Auditor audit)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        long first = (long)connection.Scalar("SELECT coalesce(max(number), 0) + 1 FROM invite")!;
        byte[] nonces = RandomNumberGenerator.GetBytes(invites.Count * InviteTokenCipher.NonceSize);
        string[] tokens = new string[invites.Count];
        cipher.Make(first, nonces, tokens);

        using SqliteCommand insert = Insert(connection);
        var added = new Invite[invites.Count];
        for (int i = 0; i < added.Length; i++)
        {
            InviteTerms terms = invites[i];
            RequireFree(connection, terms, now);
            Fill(
                insert,
                terms,
                first + i,
                nonces.AsMemory(i * InviteTokenCipher.NonceSize, InviteTokenCipher.NonceSize).ToArray(),
                HostTable.Number(connection, terms.VirtualHost));
            insert.Parameters["$key"].Value = DBNull.Value;
            insert.Parameters["$created"].Value = now.ToUnixTimeSeconds();
            insert.Parameters["$source"].Value = source;
            insert.Parameters["$uses"].Value = 0;
            insert.ExecuteNonQuery();
            added[i] = new Invite
            {
                Token = tokens[i],
                Terms = terms,
                Source = source,
                CreatedAt = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()),
            };
        }

        audit.Write(connection, AuditNote.OfInvites(AuditAction.InvitesMade, added, source));
        transaction.CommitForSure();
        return added;
    }

    /// <summary>Stores invites from elsewhere, with their tokens, unless they are there.</summary>
    public static IReadOnlyList<CopyVerdict> AddCopies(
        SqliteConnection connection, InviteTokenCipher cipher, IReadOnlyList<Invite> invites, DateTimeOffset now, Auditor audit)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        long next = (long)connection.Scalar("SELECT coalesce(max(number), 0) + 1 FROM invite")!;
        using SqliteCommand insert = Insert(connection);
        var verdicts = new CopyVerdict[invites.Count];
        for (int i = 0; i < verdicts.Length; i++)
        {
            Invite invite = invites[i];
            InviteTerms terms = invite.Terms;
            if (InviteTable.FindNumber(connection, cipher, invite.Token) is not null)
            {
                verdicts[i] = CopyVerdict.Present;
                continue;
            }

            if (terms is { MakesAccount: true, Username: { } username } && IsReserved(connection, terms.VirtualHost, username, now, except: 0))
            {
                verdicts[i] = CopyVerdict.NameReserved;
                continue;
            }

            Fill(insert, terms, next, nonce: null, HostTable.Number(connection, terms.VirtualHost));
            insert.Parameters["$created"].Value = invite.CreatedAt.ToUnixTimeSeconds();
            KeyRow? owner = KeyInvites.OwnerOf(connection, invite);
            insert.Parameters["$key"].Value = (object?)owner?.Number ?? DBNull.Value;
            insert.Parameters["$source"].Value = (object?)invite.Source ?? DBNull.Value;
            insert.Parameters["$uses"].Value = invite.Uses;
            insert.ExecuteNonQuery();
            connection.Run(
                "INSERT INTO foreign_token (token, invite) VALUES ($token, $invite)", ("$token", invite.Token), ("$invite", next));
            KeyInvites.CountCopy(connection, owner, next);
            next++;
        }

        audit.Write(connection, AuditNote.OfInvites(AuditAction.DataImported, invites.Where((_, i) => verdicts[i] == CopyVerdict.Added)));
        transaction.CommitForSure();
        return verdicts;
    }

    /// <summary>Refuses a preset name that a pending invite has.</summary>
    /// <param name="connection">The connection, in the transaction that stores the invite.</param>
    /// <param name="terms">The invite.</param>
    /// <param name="now">When.</param>
    /// <param name="except">The number of the invite itself, where it is there already.</param>
    public static void RequireFree(SqliteConnection connection, InviteTerms terms, DateTimeOffset now, long except = 0)
    {
        if (!terms.MakesAccount || terms.Username is not { } username)
        {
            return;
        }

        if (IsReserved(connection, terms.VirtualHost, username, now, except))
        {
            throw InviteRules.NameReserved(terms.VirtualHost, username);
        }
    }

    /// <summary>Whether a pending invite, or one that is just being used, has a preset name.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="virtualHost">The host of the account.</param>
    /// <param name="username">The name.</param>
    /// <param name="now">When.</param>
    /// <param name="except">The number of an invite that does not count.</param>
    public static bool IsReserved(SqliteConnection connection, string virtualHost, string username, DateTimeOffset now, long except) =>
        connection.Scalar(
            $"""
            SELECT 1 FROM invite
            WHERE host = (SELECT number FROM virtual_host WHERE name = $host) AND username = $username AND kind <> $reset
              AND number <> $except AND {InviteSql.Pending}
            UNION ALL
            SELECT 1 FROM reservation
            WHERE host = (SELECT number FROM virtual_host WHERE name = $host) AND username = $username AND invite <> $except
            """,
            ("$host", virtualHost),
            ("$username", username),
            ("$reset", (long)InviteKind.Reset),
            ("$except", except),
            ("$now", now.ToUnixTimeSeconds())) is not null;

    private static SqliteCommand Insert(SqliteConnection connection)
    {
        SqliteCommand insert = connection.CreateCommand();
        insert.CommandText = """
            INSERT INTO invite (number, nonce, kind, host, key, created_at, expires_at, max_uses, username, contact, registration, groups, roles,
                                note, source, uses)
            VALUES ($number, $nonce, $kind, $host, $key, $created, $expires, $maxUses, $username, $contact, $registration, $groups, $roles,
                    $note, $source, $uses)
            """;
        foreach (string name in (ReadOnlySpan<string>)["$number", "$nonce", "$kind", "$host", "$key", "$created", "$expires", "$maxUses", "$username",
            "$contact", "$registration", "$groups", "$roles", "$note", "$source", "$uses"])
        {
            insert.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        return insert;
    }

    private static void Fill(SqliteCommand insert, InviteTerms terms, long number, byte[]? nonce, long host)
    {
        SqliteParameterCollection to = insert.Parameters;
        to["$number"].Value = number;
        to["$nonce"].Value = (object?)nonce ?? DBNull.Value;
        to["$kind"].Value = (long)terms.Kind;
        to["$host"].Value = host;
        to["$expires"].Value = InviteRow.Store(terms.ExpiresAt);
        to["$maxUses"].Value = (object?)terms.MaxUses ?? DBNull.Value;
        to["$username"].Value = (object?)terms.Username ?? DBNull.Value;
        to["$contact"].Value = (object?)terms.Contact ?? DBNull.Value;
        to["$registration"].Value = terms.AllowRegistration ? 1 : DBNull.Value;
        to["$groups"].Value = InviteRow.Store(terms.Groups);
        to["$roles"].Value = InviteRow.Store(terms.Roles);
        to["$note"].Value = (object?)terms.Note ?? DBNull.Value;
    }
}
