using System.Globalization;

namespace InvitesApi.Benchmarks;

/// <summary>How long a user waits: import and first answer, medians of fresh processes.</summary>
internal static class ShellBenchmark
{
    private const int Samples = 9;

    public static async Task<int> RunAsync()
    {
        var samples = new List<double[]>();
        for (int i = 0; i <= Samples; i++)
        {
            using var process = Self.Start("shell-sample");
            string line = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            double[] figures = [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(figure => double.Parse(figure, CultureInfo.InvariantCulture))];
            if (figures is not [.., 201])
            {
                await Console.Error.WriteLineAsync($"A sample failed: {line}");
                return 1;
            }

            // The first fills the disk's cache.
            if (i > 0)
            {
                samples.Add(figures);
            }
        }

        Report("Import-Module", samples, 0);
        Report("Start-InviteApiServer", samples, 1);
        Report("first 201 after its start", samples, 2);
        return 0;
    }

    private static void Report(string name, List<double[]> samples, int column)
    {
        double[] sorted = [.. samples.Select(sample => sample[column]).Order()];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-28} median {sorted[sorted.Length / 2],6:F0} ms   min {sorted[0],6:F0}   max {sorted[^1],6:F0}"));
    }
}
