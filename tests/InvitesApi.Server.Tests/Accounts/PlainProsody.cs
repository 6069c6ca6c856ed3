using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Accounts;

/// <summary>A Prosody without TLS, so that what is sent to it can be read on its way.</summary>
public sealed class PlainProsody : IAsyncLifetime
{
    private Prosody? _prosody;

    internal Prosody Prosody => _prosody ?? throw new InvalidOperationException("It was not started.");

    public async ValueTask InitializeAsync()
    {
        _prosody = await Prosody.StartAsync(new ProsodyCfg { CertificateFor = null }, CancellationToken.None);
        await _prosody.RegisterAsync("nurse", "correct Horse 4 battery_staple", CancellationToken.None); // which makes the file
    }

    public async ValueTask DisposeAsync()
    {
        if (_prosody is not null)
        {
            await _prosody.DisposeAsync();
        }
    }
}
