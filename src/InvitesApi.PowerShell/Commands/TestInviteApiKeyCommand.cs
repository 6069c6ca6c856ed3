using System.Management.Automation;
using System.Net;
using System.Security;
using InvitesApi.PowerShell.Binding;
using InvitesApi.PowerShell.Completion;
using InvitesApi.PowerShell.Output;
using InvitesApi.Server.Keys;
using InvitesApi.Server.VirtualHosts;

namespace InvitesApi.PowerShell.Commands;

/// <summary>Tells what API keys may do at this moment, and if not, why. Nothing is counted.</summary>
[Cmdlet(VerbsDiagnostic.Test, "InviteApiKey")]
[OutputType(typeof(InviteApiKeyTest))]
public sealed class TestInviteApiKeyCommand : DatabaseCommand
{
    /// <summary>The XMPP domain that would be asked.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Domain")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VirtualHostCompleter))]
    public string VirtualHost { get; set; } = string.Empty;

    /// <summary>The texts of the keys, as strings or SecureStrings.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    public object[] Key { get; set; } = [];

    /// <summary>The HTTP method that they would be used with; without it, the one that the scope needs.</summary>
    [Parameter]
    [ValidateSet("GET", "POST")]
    public string? Method { get; set; }

    /// <summary>The address that they would be used from.</summary>
    [Parameter]
    public IPAddress? Address { get; set; }

    /// <summary>What they would be used for.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ScopeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Scope { get; set; } = ["create"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (object key in Key)
        {
            Try(() => Test(TextOf(key)));
        }
    }

    private static string TextOf(object key) => (key is PSObject wrapped ? wrapped.BaseObject : key) switch
    {
        SecureString secret => new NetworkCredential(string.Empty, secret).Password,
        { } other => other.ToString() ?? string.Empty,
        null => string.Empty,
    };

    private void Test(string text)
    {
        string host = VirtualHostName.Normalize(VirtualHost);
        (string? id, KeyReason reason) = Await(new KeyTrial(OpenDatabase(), TimeProvider.System).JudgeAsync(
            host,
            text,
            Method is null ? KeyWordList.MethodsFor(Scope) : KeyWordList.Methods([Method]),
            ApiKeyLimits.None.WithScopes(Scope).Scopes,
            Address,
            StopToken).AsTask());
        WriteObject(new InviteApiKeyTest(host, id, reason.ToString(), Detail(reason)));
    }

    private static string? Detail(KeyReason reason) => reason switch
    {
        KeyReason.None => null,
        KeyReason.Malformed => "The text has not the form of a key, ID/TOKEN.",
        KeyReason.Mistyped => "The text has a typo: its checksum does not fit the rest.",
        KeyReason.Unknown => "The domain has no key with this id.",
        KeyReason.WrongToken => "The key with this id has another token.",
        KeyReason.Removed => "The key was removed.",
        KeyReason.Disabled => "The key is disabled. Set-InviteApiKey -Enable makes it good again.",
        KeyReason.Expired => "The key has expired.",
        KeyReason.AddressNotAllowed => "The key may not be used from this address.",
        KeyReason.MethodNotAllowed => "The key may not be used with this method.",
        KeyReason.ScopeMissing => "The key may not be used for this.",
        KeyReason.Exhausted => "The key has made as many invites as it may.",
        _ => "As many of the key's invites are pending as may be.",
    };
}
