using InvitesApi.Benchmarks.Reports;

namespace InvitesApi.Benchmarks.Shell;

/// <summary>Keys in a pipeline of thousands, in turn with a cmdlet that does nothing for as many parameters.</summary>
internal static class ShellKeys
{
    private const int Keys = 10_000;
    private const int ManyKeys = 100_000;
    private const int Turns = 3;

    /// <summary>Measures and tells.</summary>
    public static async Task MeasureAsync(Report report, string database)
    {
        await using ShellSession session = await ShellSession.StartAsync();
        await session.RunAsync(ShellBenchmark.ImportOurs);
        await session.RunAsync($"$null = {ShellBenchmark.MakeKey(database)}");
        await session.RunAsync(ShellBenchmark.ImportAllOfEmpty);
        await session.RunAsync($"$wanted = foreach ($i in 1..{Keys}) {{ [pscustomobject]@{{ Name = \"key $i\" }} }}");
        string[] turns = ["New-Nothing example.com", $"New-InviteApiKey example.com -Database '{database}'"];
        double[] piped = [0, 0];
        for (int i = 0; i < Turns * turns.Length; i++)
        {
            double took = (await session.RunAsync($"$made = $wanted | {turns[i % turns.Length]}; $made.Count")).Milliseconds;
            piped[i % turns.Length] = Rate(Keys, took); // the last of each counts: by then all is compiled
        }

        int left = ManyKeys - (Turns * Keys) - 1;
        double counted = (await session.RunAsync(
            $"$made = New-InviteApiKey example.com -Count {left} -Database '{database}'; $made.Count")).Milliseconds;
        double read = (await session.RunAsync($"$all = Get-InviteApiKey -Database '{database}'; $all.Count")).Milliseconds;

        var table = new Table("Keys in a session", "what", "figure", "unit");
        table.Add($"a cmdlet that does nothing, by pipeline of {Keys}", piped[0], "objects/s");
        table.Add($"New-InviteApiKey by pipeline of {Keys}", piped[1], "keys/s");
        table.Add($"New-InviteApiKey -Count {left}", Rate(left, counted), "keys/s");
        table.Add($"Get-InviteApiKey of {ManyKeys}", read, "ms");
        report.Add(table);
        report.Judge(Must.Keys, piped[1]);
    }

    private static double Rate(int count, double milliseconds) => count / milliseconds * 1000;
}
