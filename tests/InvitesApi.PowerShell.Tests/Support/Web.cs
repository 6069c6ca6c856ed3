using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace InvitesApi.PowerShell.Tests;

/// <summary>A client of the endpoint.</summary>
internal static class Web
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly HttpClient Client = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    /// <summary>Asks for an invite with a key in the header, as programs should.</summary>
    public static Task<HttpResponseMessage> InviteAsync(int port, string key, string? host = null, HttpMethod? method = null) =>
        SendAsync(method ?? HttpMethod.Get, new Uri($"http://localhost:{port}/invites_api"), host, key);

    public static Task<HttpResponseMessage> GetAsync(Uri uri, string? host = null) => SendAsync(HttpMethod.Get, uri, host, key: null);

    public static async Task<int> StatusAsync(int port, string key, string? host = null, HttpMethod? method = null)
    {
        using HttpResponseMessage answer = await InviteAsync(port, key, host, method);
        return (int)answer.StatusCode;
    }

    public static async Task<string> LocationAsync(int port, string key, string? host = null)
    {
        using HttpResponseMessage answer = await InviteAsync(port, key, host);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return Assert.Single(answer.Headers.GetValues("Location"));
    }

    /// <summary>Whether nobody listens on a port.</summary>
    public static async Task<bool> IsFreeAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
            return false;
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return true;
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.ConnectionReset)
        {
            // It was waiting to be accepted when the socket was closed.
            return false;
        }
    }

    /// <summary>Waits until nobody listens on a port any more.</summary>
    public static async Task WhenFreeAsync(int port)
    {
        long began = Stopwatch.GetTimestamp();
        while (!await IsFreeAsync(port))
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < Patience, $"Port {port} is still listened on.");
            await Task.Yield();
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri uri, string? host, string? key)
    {
        using var request = new HttpRequestMessage(method, uri);
        request.Headers.Host = host;
        request.Headers.ConnectionClose = true;
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
