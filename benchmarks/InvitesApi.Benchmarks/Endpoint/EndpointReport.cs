using System.Globalization;
using InvitesApi.Benchmarks.Reports;

namespace InvitesApi.Benchmarks.Endpoint;

/// <summary>What the endpoint's benchmark tells.</summary>
/// <param name="measurements">All that was measured.</param>
/// <param name="warming">What was asked before, which counts for the size of storage alone.</param>
/// <param name="growth">By how many bytes the storage of each contestant of ours has grown in all.</param>
/// <param name="sync">The time of one <c>fdatasync</c>, in milliseconds.</param>
internal sealed class EndpointReport(
    IReadOnlyList<Measurement> measurements, IReadOnlyList<Measurement> warming, IReadOnlyDictionary<string, long> growth, double sync)
{
    private const int FewConnections = 8;

    /// <summary>Writes it.</summary>
    public void Write(Report report)
    {
        foreach (IGrouping<string, Measurement> kind in measurements.GroupBy(one => one.Workload.Kind, StringComparer.Ordinal))
        {
            report.Add(Rates(kind.Key, kind));
        }

        report.Add(Disk());
        Plot(report["endpoint-rate.svg"], "Invites a second", "invites/s", one => one.Figures.Rate);
        Plot(report["endpoint-p99.svg"], "99 of 100 answers come within", "ms", one => one.Figures.P99);
        Judge(report);
        report.Finish();
    }

    private Table Rates(string kind, IEnumerable<Measurement> rows)
    {
        var table = new Table(
            $"Endpoint: {kind}",
            "contestant", "connections", "answers/s", "of bare Kestrel", "p50 ms", "p99 ms", "CPU s/1,000",
            "B written", "B allocated", "other answers");
        foreach (Measurement row in rows)
        {
            double bare = Of(Field.Bare, Workload.Invite, row.Connections)!.Figures.Rate;
            table.Add(
                row.Workload.Contestant.Name,
                row.Connections,
                row.Figures.Rate,
                row.Figures.Rate / bare,
                row.Figures.P50,
                row.Figures.P99,
                row.CpuSeconds,
                row.BytesWritten,
                row.BytesAllocated,
                row.Figures.Others);
        }

        return table;
    }

    private Table Disk()
    {
        var table = new Table("The disk", "what", "figure", "unit");
        table.Add("fdatasync after a page", sync, "ms");
        table.Add("8 ÷ fdatasync", FewConnections * 1000 / sync, "1/s");
        foreach (string name in growth.Keys)
        {
            table.Add($"file an invite: {name}", FileBytes(name), "B");
        }

        return table;
    }

    private double FileBytes(string name) => growth[name] / (double)measurements.Concat(warming)
        .Where(one => one.Workload.Kind == Workload.Invite && one.Workload.Contestant.Name == name).Sum(one => one.Figures.Answers);

    private void Judge(Report report)
    {
        report.Judge(Must.At64, Ratio(Field.Ours, Workload.Invite, 64, Field.Bare));
        report.Judge(Must.At256, Ratio(Field.Ours, Workload.Invite, 256, Field.Bare));
        report.Judge(Must.AgainstSqlite, Ratio(Field.Ours, Workload.Invite, FewConnections, Field.ProsodySqlite));
        report.Judge(Must.AgainstInternal, Ratio(Field.Ours, Workload.Invite, FewConnections, Field.ProsodyHolding));
        report.Judge(Must.Refused, Ratio(Field.Ours, Workload.Refused, 64, Field.Bare));
        Measurement ours = Of(Field.Ours, Workload.Invite, 64)!;
        Measurement bare = Of(Field.Bare, Workload.Invite, 64)!;
        report.Judge(Must.P99, ours.Figures.P99 / bare.Figures.P99);
        report.Judge(Must.Disk, Of(Field.Ours, Workload.Invite, FewConnections)!.Figures.Rate * sync / (FewConnections * 1000));
        report.Judge(Must.FileBytes, FileBytes(Field.Ours));
        report.Judge(Must.Allocation, (ours.BytesAllocated - bare.BytesAllocated) ?? double.NaN);
    }

    private double Ratio(string name, string kind, int connections, string against) =>
        Of(name, kind, connections) is { } one && Of(against, Workload.Invite, connections) is { } other
            ? one.Figures.Rate / other.Figures.Rate
            : double.NaN;

    private Measurement? Of(string name, string kind, int connections) => measurements.SingleOrDefault(one =>
        one.Workload.Contestant.Name == name && one.Workload.Kind == kind && one.Connections == connections);

    private void Plot(string path, string title, string unit, Func<Measurement, double> value) => LinePlot.Save(
        path,
        title,
        "connections",
        unit,
        measurements.Select(one => one.Connections.ToString(CultureInfo.InvariantCulture)).Distinct(StringComparer.Ordinal),
        measurements.Where(one => one.Workload.Kind == Workload.Invite)
            .GroupBy(one => one.Workload.Contestant.Name, StringComparer.Ordinal)
            .Select(one => new Series(one.Key, [.. one.OrderBy(row => row.Connections).Select(value)])));
}
