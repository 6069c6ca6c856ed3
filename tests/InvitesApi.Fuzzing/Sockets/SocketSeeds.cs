using System.Text;

namespace InvitesApi.Fuzzing.Sockets;

/// <summary>Requests to begin with, good and odd ones, and words to put into them.</summary>
/// <param name="key">A key that makes invites at example.com.</param>
/// <param name="listKey">A key that lists and takes back invites at lists.example.</param>
/// <param name="wrongKey">One with the id of that, which is not good.</param>
/// <param name="token">The token of an invite at example.com that is pending.</param>
/// <param name="listed">That of one at lists.example.</param>
/// <param name="doomed">That of one there that may be taken back.</param>
internal sealed class SocketSeeds(string key, string listKey, string wrongKey, string token, string listed, string doomed)
{
    private const string Head = " HTTP/1.1\r\nHost: example.com\r\n";
    private const string HeadOfLists = " HTTP/1.1\r\nHost: lists.example\r\n";
    private const string Admin = "/admin_api/invites";

    /// <summary>The requests.</summary>
    public IReadOnlyList<byte[]> Requests { get; } = Bytes(
        $"GET /invites_api{Head}Authorization: Bearer {key}\r\n\r\n",
        $"GET /invites_api?key={key}&redirect=true{Head}\r\n",
        $"POST /invites_api{Head}Authorization: Bearer {key}\r\nContent-Length: 5\r\n\r\nhello",
        $"POST /invites_api{Head}Authorization: Bearer {key}\r\nTransfer-Encoding: chunked\r\nTrailer: X-A\r\n\r\n5;a=\"b\"\r\nhello\r\n0\r\nX-A: b\r\n\r\n",
        $"POST /invites_api{Head}Authorization: Bearer {key}\r\nExpect: 100-continue\r\nContent-Length: 0\r\n\r\n",
        $"OPTIONS /invites_api{Head}Origin: https://other.example\r\nAccess-Control-Request-Method: GET\r\n\r\n",
        $"OPTIONS *{Head}\r\n",
        $"HEAD /invites_page?{token}{Head}\r\n",
        $"GET /invites_page?{token}&lang=de&platform=android&app=conversations{Head}Accept: text/html;q=0.8, */*\r\nAccept-Language: ar, de;q=0.5\r\n\r\n",
        $"GET /invites_page/setup/conversations?{token}{Head}User-Agent: Mozilla/5.0 (iPhone; CPU iPhone OS 18_0)\r\n\r\n",
        $"GET /invites_page/static/page.css{Head}If-None-Match: \"a\", W/\"b\"\r\nAccept-Encoding: gzip, br\r\nRange: bytes=0-1\r\n\r\n",
        $"GET /register?t={token}&c=conversations{Head}Cookie: invite-form=abc\r\n\r\n",
        $"POST /register{Head}Content-Type: application/x-www-form-urlencoded\r\nCookie: a=b\r\nContent-Length: 50\r\n\r\nuser=juliet&password=x%2By+z&token={token}"[..^1],
        $"GET {Admin}{HeadOfLists}Authorization: Bearer {listKey}\r\n\r\n",
        $"GET {Admin}{Head}Authorization: Bearer {key}\r\n\r\n",
        $"HEAD {Admin}?key={wrongKey}{HeadOfLists}\r\n",
        $"GET {Admin}/{listed}?key={listKey}{HeadOfLists}\r\n",
        $"DELETE {Admin}/{doomed}{HeadOfLists}Authorization: Bearer {listKey}\r\n\r\n",
        $"DELETE {Admin}/{listed}{HeadOfLists}Authorization: Bearer {wrongKey}\r\n\r\n",
        Post("account", key, "{\"ttl\":3600}"),
        Post("account", wrongKey, "{\"ttl\":null,\"groups\":[\"a\"],\"additional_data\":{\"note\":\"b\"}}"),
        Post("reset", key, "{\"username\":\"juliet\",\"ttl\":60}"),
        Post("reset", wrongKey, "{\"username\":\"r\\u00F6meo\"}"),
        $"POST {Admin}/reset{Head}Authorization: Bearer {key}\r\nTransfer-Encoding: chunked\r\n\r\n15\r\n{{\"username\":\"juliet\"}}\r\n0\r\n\r\n",
        $"GET /healthz{Head}\r\n",
        $"GET /readyz{Head}Accept: application/json\r\n\r\n",
        $"GET /metrics{Head}\r\n",
        $"GET http://example.com/invites_api{Head}X-Forwarded-For: 192.0.2.1, 10.0.0.1\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: example.com\r\n\r\n",
        $"GET /b%C3%BCcher/%2e%2e//invites_api?%00&a=%zz{Head}Forwarded: for=\"[2001:db8::1]:4711\";proto=https;host=\"example.com\"\r\n\r\n",
        "GET /invites_api HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00FC\u0003\u0003",
        $"CONNECT example.com:443{Head}\r\n",
        $"GET /invites_api{Head}Upgrade: h2c, websocket\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n");

    /// <summary>A request after which the server closes.</summary>
    public byte[] Last { get; } = Encoding.Latin1.GetBytes($"GET /healthz{Head}Connection: close\r\n\r\n");

    /// <summary>What may be put in.</summary>
    public IReadOnlyList<byte[]> Words { get; } = Bytes(
        "\r\n", "\n", "\r", "\0", " ", "\t", ":", "\r\n\r\n", "\r\n folded", "?", "&", "=", "%", "%00", "%0d%0a", "%zz", "%C3%28", "..", "/", "//", "\\", "#",
        "HTTP/1.1", "HTTP/1.0", "HTTP/9.9", "Host: a\r\n", "Host:\r\n", "Host: [::1]:0\r\n", "Host: xn--\r\n", "Host: \u00FC\r\n",
        "Content-Length: 0\r\n", "Content-Length: -1\r\n", "Content-Length: 99999999999999999999\r\n", "Content-Length: 1048577\r\n",
        "Transfer-Encoding: chunked\r\n", "Transfer-Encoding: gzip, chunked\r\n", "Connection: close\r\n", "Connection: upgrade\r\n",
        "Expect: 100-continue\r\n", "Expect: 7\r\n", "Authorization: Basic YTpi\r\n", "Authorization: Bearer \r\n", "Accept: text/html\r\n",
        "Accept: */*;q=2, text/html;q=NaN\r\n", "Accept-Language: ,;q=,*\r\n", "Cookie: =;;=\r\n", "Origin: null\r\n", "Forwarded: for=\"\r\n",
        "X-Forwarded-For: ::::, 1.2.3.4:99999\r\n", "X-Forwarded-Host: a b\r\n", "X-Forwarded-Prefix: /../\r\n", "Content-Type: multipart/form-data; boundary=\r\n",
        "Content-Type: application/x-www-form-urlencoded; charset=utf-7\r\n", "ffffffffffffffff\r\n", "0\r\n\r\n", "5;ext\r\nhello\r\n", "\uFEFF", "\u00FF\u00FE", "&redirect", "&lang=ar",
        $"?{token}", $"key={key}", $"key={listKey}", "Host: lists.example\r\n", "/invites_api", "/invites_page", "/register", "/admin_api", "/invites", "/account", "/reset",
        $"Authorization: Bearer {listKey}\r\n", $"Authorization: Bearer {wrongKey}\r\n", $"/{doomed}", "Content-Type: application/json\r\n", "Content-Length: 4097\r\n",
        "{", "}", "[", "]", ",", "\"", "\\u0000", "\\ud800", "{}", "null", "true", "-1", "1e400", "9223372036854775808", "315360001",
        "\"username\":", "\"ttl\":", "GET ", "HEAD ", "POST ", "PUT ", "OPTIONS ", "DELETE ");

    private static string Post(string name, string key, string json) =>
        $"POST {Admin}/{name}{Head}Authorization: Bearer {key}\r\nContent-Type: application/json\r\nContent-Length: {json.Length}\r\n\r\n{json}";

    // Each character is a byte.
    private static IReadOnlyList<byte[]> Bytes(params string[] texts) => [.. texts.Select(Encoding.Latin1.GetBytes)];
}
