namespace InvitesApi.Server.Endpoints;

/// <summary>
/// Methods of requests, whose letters have a case (RFC 9110 §9.1). The framework's own comparison passes over it: it would take <c>HEaD</c> for
/// HEAD, which Kestrel doesn't, and which a proxy may have let through as a method of its own.
/// </summary>
internal static class Method
{
    public static bool IsGet(string method) => method == "GET";

    public static bool IsHead(string method) => method == "HEAD";

    public static bool IsPost(string method) => method == "POST";

    public static bool IsDelete(string method) => method == "DELETE";

    public static bool IsOptions(string method) => method == "OPTIONS";
}
