using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using InvitesApi.Server.Invites;

namespace InvitesApi.Server.Storage.Prosody;

/// <summary>An invite as Prosody's mod_invites stores it: a JSON document under its token.</summary>
internal static class ProsodyInvite
{
    /// <summary>Prosody knows no invite without an end; this one is the last second that a date has.</summary>
    public static readonly DateTimeOffset Never = DateTimeOffset.FromUnixTimeSeconds(253_402_300_799);

    private static readonly JsonWriterOptions AsProsodyWrites = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The document of an invite.</summary>
    /// <param name="invite">The invite.</param>
    /// <param name="page">The link to its page; null where none is known.</param>
    public static string Write(Invite invite, string? page)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, AsProsodyWrites))
        {
            InviteTerms terms = invite.Terms;
            json.WriteStartObject();
            json.WriteString("type", terms.Kind == InviteKind.Contact ? "roster" : "register");
            json.WriteString("jid", Address(terms.Kind == InviteKind.Contact ? terms.Contact : terms.Username, terms.VirtualHost));
            json.WriteString("token", invite.Token);
            json.WriteBoolean("allow_registration", terms.Kind != InviteKind.Contact || terms.AllowRegistration);
            json.WriteString("uri", invite.Uri);
            if (page is not null)
            {
                json.WriteString("landing_page", page);
            }

            WriteAdditional(json, invite);
            json.WriteNumber("created_at", invite.CreatedAt.ToUnixTimeSeconds());
            json.WriteNumber("expires", ExpiryAtHost(terms));
            if (terms.MaxUses is null)
            {
                json.WriteBoolean("reusable", true);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>The invite of a document; null where it is none that is known here.</summary>
    /// <param name="host">Its host.</param>
    /// <param name="token">The key of its row.</param>
    /// <param name="document">The value of its row.</param>
    public static Invite? Read(string host, string token, string document)
    {
        try
        {
            using var json = JsonDocument.Parse(document);
            JsonElement root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object || Documents.Time(root, "expires") is not { } expires)
            {
                return null;
            }

            JsonElement additional = root.TryGetProperty("additional_data", out JsonElement data) && data.ValueKind == JsonValueKind.Object
                ? data
                : default;
            bool hasMore = additional.ValueKind == JsonValueKind.Object;
            string? reset = hasMore ? Documents.Text(additional, "allow_reset") : null;
            bool isContact = Documents.Text(root, "type") == "roster";
            string? user = LocalPart(Documents.Text(root, "jid"));
            return new Invite
            {
                Token = token,
                Terms = new InviteTerms
                {
                    VirtualHost = host,
                    Kind = reset is not null ? InviteKind.Reset : isContact ? InviteKind.Contact : InviteKind.Account,
                    Username = isContact ? null : reset ?? user,
                    Contact = isContact ? user : null,
                    AllowRegistration = isContact && Documents.IsTrue(root, "allow_registration"),
                    Groups = hasMore ? Documents.Texts(additional, "groups") : [],
                    Roles = hasMore ? Documents.Texts(additional, "roles") : [],
                    ExpiresAt = expires >= Never ? null : expires,
                    MaxUses = Documents.IsTrue(root, "reusable") ? null : 1,
                },
                Source = hasMore ? Documents.Text(additional, "source") : null,
                CreatedAt = Documents.Time(root, "created_at") ?? expires - InviteRules.Lifetime,
            };
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null; // the latter: an escape that stands for half of a character
        }
    }

    /// <summary>A contact invite that makes no account: Prosody keeps its end only, in a row of the account.</summary>
    /// <param name="host">The host.</param>
    /// <param name="contact">The account.</param>
    /// <param name="token">The key of its row.</param>
    /// <param name="expires">The value of its row.</param>
    public static Invite ReadContact(string host, string contact, string token, double expires)
    {
        DateTimeOffset end = Documents.Time(expires);
        return new Invite
        {
            Token = token,
            Terms = new InviteTerms
            {
                VirtualHost = host,
                Kind = InviteKind.Contact,
                Contact = contact,
                ExpiresAt = end >= Never ? null : end,
            },
            CreatedAt = end - InviteRules.Lifetime, // when it was made stands nowhere; this is Prosody's usual lifetime
        };
    }

    /// <summary>When an invite ends, in seconds since 1970.</summary>
    public static long Expiry(InviteTerms terms) => (terms.ExpiresAt ?? Never).ToUnixTimeSeconds();

    // What makes no account has ended for whoever would register with it. Prosody needs the row all the same: without it, its
    // subscription by token fails in the middle.
    private static long ExpiryAtHost(InviteTerms terms) => terms.Kind == InviteKind.Contact && !terms.AllowRegistration ? 0 : Expiry(terms);

    private static void WriteAdditional(Utf8JsonWriter json, Invite invite)
    {
        json.WriteStartObject("additional_data");
        if (invite.Source is { } source)
        {
            json.WriteString("source", source);
        }

        if (invite.Kind == InviteKind.Reset)
        {
            json.WriteString("allow_reset", invite.Terms.Username);
        }

        if (invite.Terms.Groups.Count > 0)
        {
            json.WriteStartArray("groups");
            foreach (string group in invite.Terms.Groups)
            {
                json.WriteStringValue(group);
            }

            json.WriteEndArray();
        }

        if (invite.Terms.Roles.Count > 0)
        {
            json.WriteStartObject("roles");
            foreach (string role in invite.Terms.Roles)
            {
                json.WriteBoolean(role, true);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static string Address(string? user, string host) => user is null ? host : $"{user}@{host}";

    private static string? LocalPart(string? jid) =>
        jid is not null && jid.IndexOf('@', StringComparison.Ordinal) is > 0 and int at ? jid[..at] : null;
}
