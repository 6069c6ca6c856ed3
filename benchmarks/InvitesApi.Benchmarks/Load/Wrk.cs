using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace InvitesApi.Benchmarks.Load;

/// <summary>Runs wrk and reads its report.</summary>
internal static partial class Wrk
{
    private const int MatchMilliseconds = 1000;

    /// <summary>Whether there is one in the path.</summary>
    public static bool IsInstalled { get; } = Programs.IsInstalled("wrk");

    /// <summary>Asks a server for some time.</summary>
    public static async Task<LoadFigures> RunAsync(LoadTarget target, int connections, int seconds)
    {
        var start = new ProcessStartInfo("wrk") { UseShellExecute = false, RedirectStandardOutput = true };
        string[] arguments = [$"-t{Math.Min(connections, 2)}", $"-c{connections}", $"-d{seconds}s", "--timeout", "30s", "--latency"];
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // The key is one of a database that lives as long as the run: it may stand in the arguments.
        if (target.Key is not null)
        {
            start.ArgumentList.Add("-H");
            start.ArgumentList.Add("Authorization: Bearer " + target.Key);
        }

        start.ArgumentList.Add(target.Uri.AbsoluteUri);
        using Process wrk = Process.Start(start)!;
        string report = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        return Read(report, target.IsRefused);
    }

    /// <summary>The figures of a report.</summary>
    /// <param name="report">What wrk wrote.</param>
    /// <param name="isRefused">Whether the right answers are those that wrk counts as errors.</param>
    public static LoadFigures Read(string report, bool isRefused)
    {
        Match total = Total().Match(report);
        if (!total.Success)
        {
            throw new InvalidOperationException("wrk has no figures: " + report);
        }

        long answers = Count(total.Groups["requests"]);
        long failed = Failed().Match(report) is { Success: true } match ? Count(match.Groups["answers"]) : 0;
        long broken = Broken().Match(report) is { Success: true } errors
            ? errors.Groups["count"].Captures.Sum(capture => long.Parse(capture.Value, CultureInfo.InvariantCulture))
            : 0;
        long right = isRefused ? failed : answers - failed;
        return new LoadFigures(
            right / Milliseconds(total.Groups["time"].Value) * 1000,
            right == 0 ? double.NaN : Milliseconds(P50().Match(report).Groups["time"].Value),
            right == 0 ? double.NaN : Milliseconds(P99().Match(report).Groups["time"].Value),
            right,
            answers - right + broken);
    }

    private static long Count(Group group) => long.Parse(group.Value, CultureInfo.InvariantCulture);

    private static double Milliseconds(string time)
    {
        (string unit, double factor) = time switch
        {
            [.., 'u', 's'] => ("us", 0.001),
            [.., 'm', 's'] => ("ms", 1),
            [.., 'm'] => ("m", 60_000),
            _ => ("s", 1000.0),
        };
        return double.Parse(time.AsSpan(0, time.Length - unit.Length), CultureInfo.InvariantCulture) * factor;
    }

    [GeneratedRegex(@"(?<requests>\d+) requests in (?<time>[\d.]+[a-z]+)", RegexOptions.None, MatchMilliseconds)]
    private static partial Regex Total();

    [GeneratedRegex(@"Non-2xx or 3xx responses: (?<answers>\d+)", RegexOptions.None, MatchMilliseconds)]
    private static partial Regex Failed();

    [GeneratedRegex(@"Socket errors: (?:[a-z]+ (?<count>\d+)(?:, )?)+", RegexOptions.None, MatchMilliseconds)]
    private static partial Regex Broken();

    [GeneratedRegex(@"^\s+50%\s+(?<time>\S+)", RegexOptions.Multiline, MatchMilliseconds)]
    private static partial Regex P50();

    [GeneratedRegex(@"^\s+99%\s+(?<time>\S+)", RegexOptions.Multiline, MatchMilliseconds)]
    private static partial Regex P99();
}
