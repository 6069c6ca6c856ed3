using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace InvitesApi.Benchmarks.Reports;

/// <summary>Bars that lie one below the other, each with its name and its figure.</summary>
internal static class BarPlot
{
    private const int Width = 760;
    private const int HeightOfABar = 44;
    private const int HeightBeside = 90;
    private const float RoomForNames = 250;

    /// <summary>Writes one as SVG.</summary>
    /// <param name="path">Where.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="unit">What the figures are.</param>
    /// <param name="bars">The bars, the topmost first.</param>
    public static void Save(string path, string title, string unit, IReadOnlyList<(string Name, double Figure)> bars)
    {
        using var plot = new Plot();
        Bar[] drawn = [.. bars.Select((bar, place) => new Bar
        {
            Position = -place,
            Value = bar.Figure,
            Label = bar.Figure.ToString("N0", CultureInfo.InvariantCulture),
        })];
        plot.Add.Bars(drawn).Horizontal = true;
        plot.Title(title);
        plot.XLabel(unit);
        plot.Axes.Left.TickGenerator = new NumericManual([.. bars.Select((bar, place) => new Tick(-place, bar.Name))]);
        plot.Axes.Left.MinimumSize = RoomForNames;
        plot.Axes.Margins(left: 0);
        plot.SaveSvg(path, Width, HeightBeside + (HeightOfABar * bars.Count));
    }
}
