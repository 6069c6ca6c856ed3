namespace InvitesApi.Server.Endpoints;

/// <summary>
/// What pages of other origins may do (Prosody's <c>access_control_allow_*</c>): by default, use the endpoint without cookies.
/// </summary>
public sealed record CorsOptions
{
    /// <summary>The origins, such as <c>https://example.com</c>; <c>*</c>: any; none: CORS is off.</summary>
    public IReadOnlyList<string> Origins { get; init; } = ["*"];

    /// <summary>The methods.</summary>
    public IReadOnlyList<string> Methods { get; init; } = ["GET", "POST", "OPTIONS"];

    /// <summary>The headers that a page may send.</summary>
    public IReadOnlyList<string> Headers { get; init; } = ["Authorization", "Content-Type"];

    /// <summary>Whether a page may send cookies and the like. Origins must be named then.</summary>
    public bool AllowCredentials { get; init; }
}
