using System.Collections.Concurrent;
using System.Text.Json;
using InvitesApi.Server.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace InvitesApi.Server.Tests.Support;

/// <summary>The API of an ejabberd with accounts in memory, which goes silent where a test wants it.</summary>
internal sealed class PretendedEjabberd : IAsyncDisposable
{
    /// <summary>Before it says whether the name is free.</summary>
    public const string Find = "find";

    /// <summary>Before it makes the account.</summary>
    public const string Create = "create";

    /// <summary>After it has made the account, before it says so.</summary>
    public const string Made = "made";

    /// <summary>After it has said so.</summary>
    public const string Answered = "answered";

    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication? _application;

    /// <summary>The accounts.</summary>
    public ConcurrentDictionary<string, string> Accounts { get; } = new(StringComparer.Ordinal);

    /// <summary>Where it goes silent; null: nowhere.</summary>
    public string? SilentAt { get; set; }

    /// <summary>Ends when it is there.</summary>
    public Task Reached => _reached.Task;

    /// <summary>Where it is, as an account server.</summary>
    public string Location => $"ejabberd+http://127.0.0.1:{Port}/api";

    private int Port => new Uri(
        _application!.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;

    public async Task StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        _application = builder.Build();
        ((IApplicationBuilder)_application).Run(AnswerAsync);
        await _application.StartAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A way to it.</summary>
    public IAccountServer Open() => AccountServer.Open(Location, new AccountServerOptions());

    public async ValueTask DisposeAsync()
    {
        _released.TrySetResult();
        await (_application?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using JsonDocument arguments = await JsonDocument.ParseAsync(
            context.Request.Body, cancellationToken: TestContext.Current.CancellationToken);
        string user = arguments.RootElement.GetProperty("user").GetString()!;
        if (context.Request.Path == "/api/check_account")
        {
            await WaitAsync(Find);
            await context.Response.WriteAsync(Accounts.ContainsKey(user) ? "0" : "1", TestContext.Current.CancellationToken);
            return;
        }

        Assert.Equal("/api/register", context.Request.Path);
        await WaitAsync(Create);
        Assert.True(Accounts.TryAdd(user, arguments.RootElement.GetProperty("password").GetString()!));
        await WaitAsync(Made);
        await context.Response.WriteAsync("\"done\"", TestContext.Current.CancellationToken);
        await context.Response.CompleteAsync();
        await WaitAsync(Answered);
    }

    private Task WaitAsync(string place)
    {
        if (place != SilentAt)
        {
            return Task.CompletedTask;
        }

        _reached.TrySetResult();
        return _released.Task;
    }
}
