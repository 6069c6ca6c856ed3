namespace InvitesApi.Server.Keys;

/// <summary>The HTTP methods that a key may be used with (Prosody's <c>allowed_methods</c>).</summary>
[Flags]
public enum ApiKeyMethods
{
    /// <summary>None: the key is of no use.</summary>
    None = 0,

    /// <summary>GET.</summary>
    Get = 1,

    /// <summary>POST.</summary>
    Post = 2,

    /// <summary>Every method that the endpoint has.</summary>
    All = Get | Post,
}
