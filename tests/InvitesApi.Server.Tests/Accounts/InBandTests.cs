using InvitesApi.Server.Accounts;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Accounts;

/// <summary>What the tests of registration in band have in common.</summary>
public abstract class InBandTests
{
    /// <summary>Strong enough for every server here.</summary>
    protected const string Password = "correct Horse 4 battery_staple";

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A name that no test has used.</summary>
    protected static string NewName() => $"user{Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(6))}";

    protected static AccountRequest Request(string username, string password = Password, string? token = null, string host = Sample.Host) =>
        new() { VirtualHost = host, Username = username, Password = password, InviteToken = token };

    internal static IAccountServer Open(int port, TestAuthority? authority, string scheme = "xmpp", TimeSpan? timeOut = null) =>
        AccountServer.Open($"{scheme}://127.0.0.1:{port}", new AccountServerOptions
        {
            TrustedAuthorities = authority?.Certificates,
            TimeOut = timeOut ?? TimeSpan.FromSeconds(30),
        });

    /// <summary>Makes an account and tells what became of it.</summary>
    internal static async Task<AccountOutcome> CreateAsync(IAccountServer server, AccountRequest request)
    {
        AccountResult result = await server.CreateAsync(request, Cancellation);
        TestContext.Current.SendDiagnosticMessage("{0}", result);
        return result.Outcome;
    }
}
