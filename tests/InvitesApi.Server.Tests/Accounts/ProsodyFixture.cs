using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Accounts;

/// <summary>A Prosody where registration is open to everybody, with an invite or without.</summary>
public sealed class ProsodyFixture : IAsyncLifetime
{
    private Prosody? _prosody;

    internal Prosody Prosody => _prosody ?? throw new InvalidOperationException("It was not started.");

    public async ValueTask InitializeAsync() => _prosody = await Prosody.StartAsync(new ProsodyCfg(), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        if (_prosody is not null)
        {
            await _prosody.DisposeAsync();
        }
    }
}
