using InvitesApi.Server.Hosting;
using InvitesApi.Server.Hosting.Hosts;
using InvitesApi.Server.Hosting.Listening;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace InvitesApi.Benchmarks.Contestants;

/// <summary>
/// The roles of this program that serve. Each writes the address where it makes invites, with a key if it takes one, and the address where it lists them
/// with another; and serves until its input ends.
/// </summary>
internal static class Serving
{
    public const string BareRole = "serve-bare";
    public const string InvitesRole = "serve-invites";
    public const string AllocatedQuestion = "allocated";
    public const string Host = "example.com";

    /// <summary>How many invites are listed.</summary>
    public const int Listed = 100;

    /// <summary>A key that nobody has.</summary>
    public const string UnknownKey = "AAAAAAAA/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    /// <summary>Kestrel that answers an empty 201 with the headers that ours has.</summary>
    public static async Task<int> ServeBareAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(System.Net.IPAddress.Loopback, 0);
        });
        await using WebApplication application = builder.Build();
        ((IApplicationBuilder)application).Run(static context =>
        {
            IHeaderDictionary headers = context.Response.Headers;
            headers.AccessControlAllowOrigin = "*";
            headers.AccessControlAllowMethods = "GET, POST, OPTIONS";
            headers.AccessControlAllowHeaders = "Authorization, Content-Type";
            headers.AccessControlExposeHeaders = "Location";
            headers.AccessControlMaxAge = "7200";
            headers.CacheControl = "no-store";
            headers.Location = "http://localhost:5280/invites_page?AAAAAAAAAAAAAAAAAAAAAAAA";
            context.Response.StatusCode = StatusCodes.Status201Created;
            context.Response.ContentLength = 0;
            return Task.CompletedTask;
        });
        await application.StartAsync();
        IServer server = application.Services.GetRequiredService<IServer>();
        await UntilInputEndsAsync(server.Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return 0;
    }

    /// <summary>Ours: the key is checked, the invite is on disk before the answer.</summary>
    /// <param name="database">The database.</param>
    /// <param name="listed">That of another server beside it, whose few invites are listed, as a list takes as long as there are rows; null: there is none.</param>
    public static async Task<int> ServeInvitesAsync(string database, string? listed)
    {
        string key = await MakeKeyAsync(database, ApiKeyScopes.Create);
        await using InviteServer server = await StartAsync(database);
        string hello = $"{new Uri(server.Uris[0], "/invites_api")} {key}";
        if (listed is null)
        {
            await UntilInputEndsAsync(hello);
            return 0;
        }

        string listKey = await MakeKeyAsync(listed, ApiKeyScopes.List);
        using (IInviteDatabase opened = InviteDatabase.Open(listed))
        {
            await new InviteBook(opened, TimeProvider.System)
                .CreateAsync(new InviteTerms { VirtualHost = Host }, Listed, "benchmark", CancellationToken.None);
        }

        await using InviteServer lists = await StartAsync(listed);
        await UntilInputEndsAsync($"{hello} {new Uri(lists.Uris[0], "/admin_api/invites")} {listKey}");
        return 0;
    }

    private static async Task<string> MakeKeyAsync(string database, ApiKeyScopes scope)
    {
        using IInviteDatabase opened = InviteDatabase.Open(database);
        var request = new ApiKeyRequest(Host, Limits: ApiKeyLimits.None with { Scopes = scope });
        return (await new ApiKeys(opened, TimeProvider.System).CreateAsync(request, CancellationToken.None)).Text.Reveal();
    }

    private static Task<InviteServer> StartAsync(string database) => InviteServer.StartAsync(
        new InviteServerOptions
        {
            VirtualHosts = [new VirtualHostOptions(Host)],
            Listeners = new ListenerOptions { Ports = [0] },
            Database = database,
        },
        CancellationToken.None);

    private static async Task UntilInputEndsAsync(string hello)
    {
        Console.WriteLine(hello);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            if (line == AllocatedQuestion)
            {
                Console.WriteLine(GC.GetTotalAllocatedBytes(precise: true));
            }
        }
    }
}
