using System.Globalization;
using InvitesApi.Benchmarks.Reports;

namespace InvitesApi.Benchmarks.Scale;

/// <summary>Whether cost grows with the number of invites and keys that are held. Sizes take turns.</summary>
internal static class ScaleBenchmark
{
    private const int MostInvites = 10_000_000;

    public static async Task<int> RunAsync(BenchmarkOptions options)
    {
        var report = new Report("scale", options.Output);
        await InvitesAsync(report, options);
        report.Add(await KeyScale.MeasureAsync(options.Keys));
        report.Finish();
        return 0;
    }

    private static async Task InvitesAsync(Report report, BenchmarkOptions options)
    {
        using var folder = new TemporaryFolder();
        IReadOnlyList<HeldInvites> held = await HeldInvites.FillAsync(folder, options.InvitesOr(MostInvites));
        var rows = new List<ScaleRow>();
        try
        {
            foreach (HeldInvites one in held)
            {
                rows.Add(await ScaleRow.StartAsync(one));
            }

            // Reading first: creating changes how many are held. The first turn warms up.
            for (int round = 0; round < options.Rounds; round++)
            {
                foreach (ScaleRow row in rows)
                {
                    await row.ReadAsync(options.Seconds);
                }
            }

            for (int round = 0; round < options.Rounds; round++)
            {
                foreach (ScaleRow row in rows)
                {
                    await row.CreateAsync(options.Seconds);
                }
            }

            Tell(report, rows);
        }
        finally
        {
            foreach (ScaleRow row in rows)
            {
                await row.DisposeAsync();
            }
        }
    }

    private static void Tell(Report report, List<ScaleRow> rows)
    {
        var table = new Table(
            "Invites held",
            "held", "invites/s, 64 connections", "look-ups/s", "pages/s, 8 connections", "ten newest ms",
            "file B each", "MB resident", "start ms");
        foreach (ScaleRow row in rows)
        {
            table.Add(
                row.Count,
                row.Creations,
                row.LookUps,
                row.Pages,
                row.ListMilliseconds,
                (double)row.Bytes / row.Count,
                row.Resident / 1e6,
                row.StartMilliseconds);
        }

        report.Add(table);
        report.Judge(Must.CreationHeld, rows[^1].Creations / rows[0].Creations);
        report.Judge(Must.LookUpHeld, rows[^1].LookUps / rows[0].LookUps);
        double grown = rows[^1].Bytes - rows[0].Bytes;
        report.Judge(Must.FileBytes, grown / (rows[^1].Count - rows[0].Count)); // of one size alone no number
        LinePlot.Save(
            report["scale-rate.svg"],
            "Whether cost grows with what is held",
            "invites held",
            "a second",
            rows.Select(row => row.Count.ToString("N0", CultureInfo.InvariantCulture)),
            [
                new Series("invites, 64 connections", [.. rows.Select(row => row.Creations)]),
                new Series("look-ups, one caller", [.. rows.Select(row => row.LookUps)]),
                new Series("pages, 8 connections", [.. rows.Select(row => row.Pages)]),
            ]);
    }
}
