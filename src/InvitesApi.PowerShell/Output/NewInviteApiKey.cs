using System.Net;
using InvitesApi.Server.Keys;

namespace InvitesApi.PowerShell.Output;

/// <summary>A key that was just made: with its secret, which can't be had again.</summary>
public sealed class NewInviteApiKey : InviteApiKey
{
    internal NewInviteApiKey(NewApiKey made, string database, bool isSecure)
        : base(made.Key, made.Key.CreatedAt, database)
    {
        string text = made.Text.Reveal();
        Key = isSecure ? new NetworkCredential(string.Empty, text).SecurePassword : text;
    }

    /// <summary>The text that clients send: <c>ID/TOKEN</c>; a SecureString where that was asked for.</summary>
    public object Key { get; }
}
