using System.Diagnostics;
using System.Management.Automation.Runspaces;
using System.Reflection;
using Engine = System.Management.Automation.PowerShell;

namespace InvitesApi.Benchmarks;

/// <summary>One sample of a fresh session: import, start, first answer. Writes three times in milliseconds.</summary>
internal static class ShellSample
{
    public static int Run()
    {
        string folder = Directory.CreateTempSubdirectory("invites-api-benchmark-").FullName;
        try
        {
            using Runspace runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
            runspace.Open();
            Invoke(runspace, "1 | ForEach-Object { $_ }"); // the engine's own first steps are not ours

            long began = Stopwatch.GetTimestamp();
            Invoke(runspace, $"Import-Module '{ModuleFolder}InvitesApi.psd1'");
            TimeSpan import = Stopwatch.GetElapsedTime(began);

            string database = Path.Combine(folder, "invites.db");
            string key = (string)Invoke(runspace, $"(New-InviteApiKey example.com -Database '{database}').Key");

            began = Stopwatch.GetTimestamp();
            var uri = (Uri)Invoke(runspace, $"$server = Start-InviteApiServer example.com -Port 0 -Database '{database}'; $server.Uri[0]");
            TimeSpan up = Stopwatch.GetElapsedTime(began);
            using var client = new HttpClient();
            using HttpResponseMessage answer = client.Send(new HttpRequestMessage(HttpMethod.Get, new Uri(uri, $"/invites_api?key={key}")));
            TimeSpan first = Stopwatch.GetElapsedTime(began);
            Invoke(runspace, "$server | Stop-InviteApiServer");

            Console.WriteLine(FormattableString.Invariant(
                $"{import.TotalMilliseconds} {up.TotalMilliseconds} {first.TotalMilliseconds} {(int)answer.StatusCode}"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string ModuleFolder => typeof(ShellSample).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == nameof(ModuleFolder)).Value!;

    private static object Invoke(Runspace runspace, string script)
    {
        using var engine = Engine.Create(runspace);
        var output = engine.AddScript(script).Invoke();
        return engine.HadErrors
            ? throw new InvalidOperationException(engine.Streams.Error[0].ToString())
            : output.LastOrDefault()?.BaseObject ?? string.Empty;
    }
}
