using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Xmpp;

/// <summary>A Prosody that knows a component.</summary>
public sealed class ProsodyWithComponent : IAsyncLifetime
{
    public const string Secret = "the component's secret";

    private Prosody? _prosody;

    internal Prosody Prosody => _prosody ?? throw new InvalidOperationException("It was not started.");

    public async ValueTask InitializeAsync()
    {
        var cfg = new ProsodyCfg();
        cfg.Components[Ejabberd.Component] = Secret;
        _prosody = await Prosody.StartAsync(cfg, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_prosody is not null)
        {
            await _prosody.DisposeAsync();
        }
    }
}
