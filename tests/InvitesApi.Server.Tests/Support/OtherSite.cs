using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace InvitesApi.Server.Tests.Support;

/// <summary>A web site of somebody else, with an empty page.</summary>
internal sealed class OtherSite : IAsyncDisposable
{
    private readonly WebApplication _application;

    private OtherSite(WebApplication application) => _application = application;

    public int Port => new Uri(
        _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;

    public static async Task<OtherSite> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        WebApplication application = builder.Build();
        ((IApplicationBuilder)application).Run(context =>
        {
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync("<!DOCTYPE html><title>Another site</title>", TestContext.Current.CancellationToken);
        });
        await application.StartAsync(TestContext.Current.CancellationToken);
        return new OtherSite(application);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
