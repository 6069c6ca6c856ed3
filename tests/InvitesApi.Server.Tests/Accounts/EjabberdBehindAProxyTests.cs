using System.Net;
using InvitesApi.Server.Accounts;
using InvitesApi.Server.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace InvitesApi.Server.Tests.Accounts;

/// <summary>Answers that ejabberd gives when it fails in the middle, or that something before it gives in its place.</summary>
public sealed class EjabberdBehindAProxyTests : InBandTests
{
    private const string Failed = """{"status":"error","code":32,"message":"Internal error"}""";
    private const string Weak = """{"status":"error","code":10090,"message":"register: The password is too weak"}""";

    [Theory]
    [InlineData(500, Failed, AccountOutcome.Unanswered, AccountOutcome.ServerFailed)]
    [InlineData(500, Weak, AccountOutcome.PasswordRefused, AccountOutcome.PasswordRefused)]
    [InlineData(502, "<html>Bad Gateway</html>", AccountOutcome.Unanswered, AccountOutcome.Unreachable)]
    [InlineData(503, "", AccountOutcome.Unanswered, AccountOutcome.Unreachable)]
    [InlineData(504, "<html>Gateway Time-out</html>", AccountOutcome.Unanswered, AccountOutcome.Unreachable)]
    [InlineData(400, Failed, AccountOutcome.ServerFailed, AccountOutcome.ServerFailed)]
    [InlineData(200, "<html>Welcome</html>", AccountOutcome.ServerFailed, AccountOutcome.ServerFailed)]
    public async Task Create_FailureAfterTheAccountMayBeMade_IsUnanswered(
        int status, string body, AccountOutcome create, AccountOutcome find)
    {
        await using WebApplication application = await StartAsync(status, body);
        using IAccountServer server = Open(application);
        Assert.Equal(create, await CreateAsync(server, Request(NewName())));
        Assert.Equal(find, (await server.FindAsync(Sample.Host, NewName(), Cancellation)).Outcome);
    }

    /// <summary>What may have been done all the same is not said to have failed: it is looked at, or done once more.</summary>
    [Theory]
    [InlineData(500, Failed, AccountOutcome.Unanswered)]
    [InlineData(502, "<html>Bad Gateway</html>", AccountOutcome.Unanswered)]
    [InlineData(503, "", AccountOutcome.Unanswered)]
    [InlineData(400, Failed, AccountOutcome.ServerFailed)]
    [InlineData(200, "1", AccountOutcome.AccountNotFound)]
    public async Task OtherChanges_FailureInTheMiddle_IsUnanswered(int status, string body, AccountOutcome expected)
    {
        await using WebApplication application = await StartAsync(status, body);
        using IAccountServer server = Open(application);
        Assert.Equal(expected, (await server.SetPasswordAsync(Request(NewName()), Cancellation)).Outcome);
        Assert.Equal(expected, (await server.MakeContactsAsync(Sample.Host, "romeo", "juliet", Cancellation)).Outcome);
    }

    [Theory]
    [InlineData(500, Failed, AccountOutcome.Unanswered)]
    [InlineData(503, "", AccountOutcome.Unanswered)]
    [InlineData(400, Failed, AccountOutcome.ServerFailed)]
    [InlineData(200, "1", AccountOutcome.ServerFailed)]
    public async Task MakeContacts_RosterThatFails_IsTriedAgainWhereThatHelps(int status, string body, AccountOutcome expected)
    {
        await using WebApplication application = await StartAsync(status, body, "/api/add_rosteritem");
        using IAccountServer server = Open(application);
        Assert.Equal(expected, (await server.MakeContactsAsync(Sample.Host, "romeo", "juliet", Cancellation)).Outcome);
    }

    private static IAccountServer Open(WebApplication application)
    {
        int port = new Uri(
            application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
        return AccountServer.Open($"ejabberd+http://127.0.0.1:{port}/api", new AccountServerOptions());
    }

    // It answers so at one path, where one is named, and that all is well at the others.
    private static async Task<WebApplication> StartAsync(int status, string body, string? at = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication application = builder.Build();
        ((IApplicationBuilder)application).Run(async context =>
        {
            bool isMeant = at is null || context.Request.Path == at;
            context.Response.StatusCode = isMeant ? status : 200;
            await context.Response.WriteAsync(isMeant ? body : "0", context.RequestAborted);
        });
        await application.StartAsync(Cancellation);
        return application;
    }
}
