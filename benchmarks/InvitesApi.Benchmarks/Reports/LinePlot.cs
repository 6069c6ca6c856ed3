using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace InvitesApi.Benchmarks.Reports;

/// <summary>Lines over places that have names, such as numbers of connections, on a scale of powers of ten.</summary>
internal static class LinePlot
{
    private const int Width = 760;
    private const int Height = 420;

    /// <summary>Writes one as SVG.</summary>
    /// <param name="path">Where.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="across">What the places are.</param>
    /// <param name="up">What the values are, with their unit.</param>
    /// <param name="places">The names of the places.</param>
    /// <param name="series">The lines.</param>
    public static void Save(string path, string title, string across, string up, IEnumerable<string> places, IEnumerable<Series> series)
    {
        using var plot = new Plot();
        foreach (Series line in series)
        {
            Coordinates[] points = [.. line.Values
                .Select((value, place) => (value, place))
                .Where(one => one.value > 0)
                .Select(one => new Coordinates(one.place, Math.Log10(one.value)))];
            if (points.Length > 0)
            {
                ScottPlot.Plottables.Scatter scatter = plot.Add.Scatter(points);
                scatter.LegendText = line.Name;
                scatter.LineWidth = 2;
            }
        }

        plot.Title(title);
        plot.XLabel(across);
        plot.YLabel(up);
        plot.Axes.Bottom.TickGenerator = new NumericManual([.. places.Select((name, place) => new Tick(place, name))]);
        plot.Axes.Left.TickGenerator = new NumericAutomatic
        {
            IntegerTicksOnly = true,
            MinorTickGenerator = new LogMinorTickGenerator(),
            LabelFormatter = static power => Math.Pow(10, power).ToString("#,0.######", CultureInfo.InvariantCulture),
        };
        plot.ShowLegend(Edge.Right);
        plot.SaveSvg(path, Width, Height);
    }
}
