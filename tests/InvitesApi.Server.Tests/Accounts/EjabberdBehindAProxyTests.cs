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
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using WebApplication application = builder.Build();
        ((IApplicationBuilder)application).Run(async context =>
        {
            context.Response.StatusCode = status;
            await context.Response.WriteAsync(body, context.RequestAborted);
        });
        await application.StartAsync(Cancellation);
        int port = new Uri(
            application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
        using IAccountServer server = AccountServer.Open($"ejabberd+http://127.0.0.1:{port}/api", new AccountServerOptions());
        Assert.Equal(create, await CreateAsync(server, Request(NewName())));
        Assert.Equal(find, (await server.FindAsync(Sample.Host, NewName(), Cancellation)).Outcome);
    }
}
