namespace InvitesApi.Benchmarks;

/// <summary>What lies in the middle: a run that a neighbour has disturbed does not move it.</summary>
internal static class Median
{
    /// <summary>The median, or of an even number the upper of the two; no number of none. What is no number is left out.</summary>
    public static double Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        return sorted.Length == 0 ? double.NaN : sorted[sorted.Length / 2];
    }

    /// <summary>The value that a share of all does not exceed.</summary>
    public static double Quantile(IReadOnlyList<double> sorted, double share) =>
        sorted.Count == 0 ? double.NaN : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
}
