using InvitesApi.Server.Keys;
using InvitesApi.Server.Texts;

namespace InvitesApi.PowerShell.Output;

/// <summary>An API key: everything about it but its secret.</summary>
public class InviteApiKey
{
    internal InviteApiKey(ApiKey key, string database)
    {
        Id = Printable.Clean(key.Id); // other programs may have stored anything
        Name = Printable.Clean(key.Name);
        VirtualHost = Printable.Clean(key.VirtualHost);
        CreatedAt = key.CreatedAt.LocalDateTime;
        AllowedMethod = Methods(key.Methods);
        Database = database;
    }

    /// <summary>What names the key at its host; the part of its text before the slash.</summary>
    public string Id { get; }

    /// <summary>What it is called, or null.</summary>
    public string? Name { get; }

    /// <summary>The host that it makes invites for.</summary>
    public string VirtualHost { get; }

    /// <summary>When it was made, in local time.</summary>
    public DateTime CreatedAt { get; }

    /// <summary>The HTTP methods that it may be used with.</summary>
    public IReadOnlyList<string> AllowedMethod { get; }

    /// <summary>The database that it is in, so that a pipeline finds it again.</summary>
    public string Database { get; }

    /// <summary>The id.</summary>
    public override string ToString() => Id;

    // Without a lambda: its closure would hold an enum of the server (docs/architecture.md).
    private static string[] Methods(ApiKeyMethods methods) =>
    [
        .. methods.HasFlag(ApiKeyMethods.Get) ? ["GET"] : Array.Empty<string>(),
        .. methods.HasFlag(ApiKeyMethods.Post) ? ["POST"] : Array.Empty<string>(),
    ];
}
