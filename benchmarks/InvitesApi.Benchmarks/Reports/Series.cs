namespace InvitesApi.Benchmarks.Reports;

/// <summary>A line of a plot.</summary>
/// <param name="Name">What it stands for.</param>
/// <param name="Values">A value for each place along the plot; not above 0: none.</param>
internal sealed record Series(string Name, double[] Values);
