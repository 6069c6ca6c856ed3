namespace InvitesApi.Benchmarks.Load;

/// <summary>What a load has seen.</summary>
/// <param name="Rate">Right answers a second.</param>
/// <param name="P50">The median time to an answer, in milliseconds; no number where none came.</param>
/// <param name="P99">The time that 99 of 100 answers took at the most, likewise.</param>
/// <param name="Answers">How many right answers came.</param>
/// <param name="Others">How many requests had another answer, or none.</param>
internal sealed record LoadFigures(double Rate, double P50, double P99, long Answers, long Others)
{
    /// <summary>One of many runs: the medians, and all answers.</summary>
    public static LoadFigures Of(IReadOnlyCollection<LoadFigures> runs) => new(
        Median.Of(runs.Select(run => run.Rate)),
        Median.Of(runs.Select(run => run.P50)),
        Median.Of(runs.Select(run => run.P99)),
        runs.Sum(run => run.Answers),
        runs.Sum(run => run.Others));
}
