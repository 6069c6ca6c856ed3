using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace InvitesApi.Server.Tests.Support;

/// <summary>Debian's nginx before a server, with a folder of its own.</summary>
internal sealed class Nginx : IDisposable
{
    private const string Program = "/usr/sbin/nginx";
    private const string Ready = "event method";

    private readonly Process _process;
    private readonly TemporaryFolder _folder;

    private Nginx(Process process, TemporaryFolder folder, EndPoint endPoint)
    {
        _process = process;
        _folder = folder;
        EndPoint = endPoint;
    }

    /// <summary>Where it listens.</summary>
    public EndPoint EndPoint { get; }

    /// <summary>Starts one with TLS, which says for whom it asks.</summary>
    /// <param name="port">Where.</param>
    /// <param name="authority">Who makes its certificate, for example.com.</param>
    /// <param name="locations">What stands in its <c>server</c> block.</param>
    public static Task<Nginx> StartAsync(int port, TestAuthority authority, string locations)
    {
        var folder = new TemporaryFolder();
        authority.Write(authority.Issue("example.com"), folder["tls.crt"], folder["tls.key"]);
        return StartAsync(folder, Dial.Loopback(port), $$"""
            listen 127.0.0.1:{{port}} ssl http2;
            ssl_certificate {{folder["tls.crt"]}};
            ssl_certificate_key {{folder["tls.key"]}};
            proxy_set_header Host $host;
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
            proxy_set_header X-Forwarded-Proto $scheme;
            proxy_set_header X-Forwarded-Host $http_host;
            {{locations}}
            """);
    }

    /// <summary>Starts one with a Unix socket, which passes all on to a port of this machine and says nothing of its own accord.</summary>
    /// <param name="backend">The port.</param>
    /// <param name="directives">What else is to be said of that.</param>
    public static Task<Nginx> StartSilentAsync(int backend, string directives)
    {
        var folder = new TemporaryFolder();
        return StartAsync(folder, new UnixDomainSocketEndPoint(folder["nginx.sock"]), $$"""
            listen unix:{{folder["nginx.sock"]}};
            location / { proxy_pass http://127.0.0.1:{{backend}}; {{directives}} }
            """);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Dispose();
    }

    // When it returns, nginx listens.
    private static async Task<Nginx> StartAsync(TemporaryFolder folder, EndPoint endPoint, string server)
    {
        Debian.Require("nginx");
        if (!File.Exists(Program))
        {
            throw new InvalidOperationException($"These tests need Debian's nginx: there is no {Program}.");
        }

        await File.WriteAllTextAsync(folder["nginx.conf"], Configuration(folder.Path, server), TestContext.Current.CancellationToken);
        Process process = Process.Start(new ProcessStartInfo(Program, ["-p", folder.Path, "-c", folder["nginx.conf"], "-e", "stderr"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        string said = string.Empty;
        while (!said.Contains(Ready, StringComparison.Ordinal))
        {
            string? line = await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
            said += line is null ? throw new InvalidOperationException($"nginx did not start: {said}") : line + "\n";
        }

        // What it says from now on is of no interest, but must not fill the pipe.
        _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
        return new Nginx(process, folder, endPoint);
    }

    // One process, of the user who runs the tests: it may connect to a Unix socket of the server's.
    private static string Configuration(string folder, string server) =>
        $$"""
        daemon off;
        master_process off;
        pid {{folder}}/nginx.pid;
        error_log stderr notice;
        events { }
        http {
            access_log off;
            client_body_temp_path {{folder}}/body;
            proxy_temp_path {{folder}}/proxy;
            fastcgi_temp_path {{folder}}/fastcgi;
            uwsgi_temp_path {{folder}}/uwsgi;
            scgi_temp_path {{folder}}/scgi;
            server { {{server}} }
        }
        """;
}
