namespace InvitesApi.PowerShell.Tests;

/// <summary>Tests that have a session each.</summary>
public abstract class SessionTests : IDisposable
{
    /// <summary>The session: with the module, and a database of its own.</summary>
    protected ModuleSession Session { get; } = new();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Session.Dispose();
        }
    }

    /// <summary>Makes a key.</summary>
    /// <returns>Its id and its whole text.</returns>
    protected (string Id, string Text) NewKey(string virtualHost = "example.com", string? name = null)
    {
        var key = Session.One($"New-InviteApiKey '{virtualHost}' '{name}'");
        return (key.Text("Id"), key.Text("Key"));
    }
}
