using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace InvitesApi.Server.Tests.Support;

/// <summary>A real nginx that passes on to a port of this machine whatever comes by its Unix socket.</summary>
internal sealed class NginxProxy : IDisposable
{
    private readonly string _configuration;

    private NginxProxy(string configuration, string socket)
    {
        _configuration = configuration;
        EndPoint = new UnixDomainSocketEndPoint(socket);
    }

    /// <summary>Where it listens.</summary>
    public UnixDomainSocketEndPoint EndPoint { get; }

    /// <summary>Starts one. When it returns, it listens.</summary>
    /// <param name="folder">Where its files are.</param>
    /// <param name="port">The port that it passes on to.</param>
    /// <param name="directives">What else is to be said of that.</param>
    public static async Task<NginxProxy> StartAsync(TemporaryFolder folder, int port, string directives)
    {
        Debian.Require("nginx");
        var proxy = new NginxProxy(folder["nginx.conf"], folder["nginx.sock"]);
        string text = $$"""
            pid {{folder["nginx.pid"]}};
            error_log {{folder["nginx.log"]}};
            events { }
            http {
              access_log off;
              client_body_temp_path {{folder["body"]}};
              proxy_temp_path {{folder["proxy"]}};
              fastcgi_temp_path {{folder["fastcgi"]}};
              uwsgi_temp_path {{folder["uwsgi"]}};
              scgi_temp_path {{folder["scgi"]}};
              server {
                listen unix:{{folder["nginx.sock"]}};
                location / {
                  proxy_pass http://127.0.0.1:{{port.ToString(CultureInfo.InvariantCulture)}};
                  {{directives}}
                }
              }
            }
            """;
        await File.WriteAllTextAsync(proxy._configuration, text, TestContext.Current.CancellationToken);

        // As a daemon it ends its first process when it listens.
        Assert.Equal(0, Run("-e", folder["nginx.log"], "-c", proxy._configuration));
        return proxy;
    }

    public void Dispose() => Run("-c", _configuration, "-s", "stop");

    private static int Run(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("nginx", arguments) { UseShellExecute = false })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
