using System.Text.Json;
using InvitesApi.Server.Accounts;
using InvitesApi.Server.Endpoints;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Texts;

namespace InvitesApi.Fuzzing.Targets;

/// <summary>The bodies of <c>POST /admin_api/invites/…</c>: each is none, or a wish that is written and read again.</summary>
internal static class InviteWishTarget
{
    /// <summary>Reads one.</summary>
    /// <param name="data">The body.</param>
    public static void Run(byte[] data)
    {
        if (InviteWish.Parse(data) is not { } wish)
        {
            return;
        }

        Promise.That(wish.Lifetime is null || wish.Lifetime >= TimeSpan.FromSeconds(1), "an invite is good for a while");
        Promise.That(
            InviteWish.Parse(JsonSerializer.SerializeToUtf8Bytes(wish, AdminJson.Default.InviteWish)) == wish, "a wish is read as it was written");
        try
        {
            _ = wish.Username is { } username ? AccountName.Normalize(username) : null;
        }
        catch (InviteException fault) when (fault.Fault == InviteFault.UsernameInvalid)
        {
            Promise.That(Printable.IndexOfOther(fault.Message) < 0, "what is refused does not reach a terminal");
        }
    }
}
