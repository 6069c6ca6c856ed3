using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace InvitesApi.Benchmarks;

/// <summary>Durable invites and refused keys against an empty 201 of bare Kestrel, in turn, with wrk on the same machine.</summary>
internal static partial class EndpointBenchmark
{
    private static readonly int[] Connections = [1, 8, 64, 256];

    public static async Task<int> RunAsync(string[] args)
    {
        string seconds = args is [var given] ? given : "5";
        string folder = Directory.CreateTempSubdirectory("invites-api-benchmark-").FullName;
        try
        {
            using var bare = Self.Start("serve-bare");
            using var ours = Self.Start("serve-invites", Path.Combine(folder, "invites.db"));
            string bareUri = (await bare.StandardOutput.ReadLineAsync())!.TrimEnd('/');
            string[] oursLine = (await ours.StandardOutput.ReadLineAsync())!.Split(' ');
            string oursUri = oursLine[0].TrimEnd('/') + "/invites_api";

            Console.WriteLine("connections   bare/s    invites/s  ratio   p99 bare  p99 ours   refused/s  ratio");
            foreach (int connections in Connections)
            {
                Figures empty = await MeasureAsync(bareUri, null, connections, seconds);
                Figures made = await MeasureAsync(oursUri, oursLine[1], connections, seconds);
                Figures refused = await MeasureAsync(oursUri, "AAAAAAAA/" + new string('A', 32), connections, seconds);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{connections,11} {empty.Rate,8:F0} {made.Rate,12:F0} {made.Rate / empty.Rate,6:F2} {empty.P99,10} {made.P99,9} {refused.Rate,11:F0} {refused.Rate / empty.Rate,6:F2}"));
            }

            bare.StandardInput.Close();
            ours.StandardInput.Close();
            await bare.WaitForExitAsync();
            await ours.WaitForExitAsync();
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Figures> MeasureAsync(string uri, string? key, int connections, string seconds)
    {
        var start = new ProcessStartInfo("wrk") { UseShellExecute = false, RedirectStandardOutput = true };
        int threads = Math.Min(connections, 2);
        foreach (string argument in (string[])[$"-t{threads}", $"-c{connections}", $"-d{seconds}s", "--latency", uri])
        {
            start.ArgumentList.Add(argument);
        }

        if (key is not null)
        {
            start.ArgumentList.Add("-H");
            start.ArgumentList.Add("Authorization: Bearer " + key);
        }

        using Process wrk = Process.Start(start)!;
        string report = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        return new Figures(
            double.Parse(Rate().Match(report).Groups["rate"].Value, CultureInfo.InvariantCulture),
            P99().Match(report).Groups["time"].Value);
    }

    [GeneratedRegex(@"Requests/sec:\s+(?<rate>[\d.]+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Rate();

    [GeneratedRegex(@"99%\s+(?<time>\S+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex P99();

    private sealed record Figures(double Rate, string P99);
}
