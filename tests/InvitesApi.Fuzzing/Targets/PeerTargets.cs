using System.Net;
using System.Text;
using InvitesApi.Server.Accounts.Ejabberd;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Storage.Prosody;

namespace InvitesApi.Fuzzing.Targets;

/// <summary>What other servers write: an answer that means something, or a row that is passed over.</summary>
internal static class PeerTargets
{
    private const string Host = "example.com";
    private const string Id = "kFIuplAB-6xs";
    private const string Token = "Pykj2rZT0AnxGVzAfV-_sN9C";

    /// <summary>Reads an answer of ejabberd's HTTP API.</summary>
    /// <param name="data">The body.</param>
    public static void Ejabberd(byte[] data)
    {
        var answer = EjabberdAnswer.Parse(HttpStatusCode.BadRequest, Encoding.UTF8.GetString(data));
        Promise.That(!answer.IsSuccess && answer.ToFailure().Detail is not null, "what failed is told");
    }

    /// <summary>Reads a row of Prosody's, as a key and as an invite.</summary>
    /// <param name="data">The document in it.</param>
    public static void Prosody(byte[] data)
    {
        string document = Encoding.UTF8.GetString(data);
        _ = ProsodyKey.Read(Host, Id, document);
        if (ProsodyInvite.Read(Host, Token, document) is not { } invite)
        {
            return;
        }

        Invite? again = ProsodyInvite.Read(Host, Token, ProsodyInvite.Write(invite, page: null));
        Promise.That(again is not null && again.ExpiresAt == invite.ExpiresAt || invite.Kind == InviteKind.Contact, "an invite is read as it was written");
    }
}
