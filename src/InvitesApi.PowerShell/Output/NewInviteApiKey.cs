using InvitesApi.Server.Keys;

namespace InvitesApi.PowerShell.Output;

/// <summary>A key that was just made: with its secret, which can't be had again.</summary>
public sealed class NewInviteApiKey : InviteApiKey
{
    internal NewInviteApiKey(NewApiKey made, string database)
        : base(made.Key, database) => Key = made.Text.Reveal();

    /// <summary>The text that clients send: <c>ID/TOKEN</c>.</summary>
    public string Key { get; }
}
