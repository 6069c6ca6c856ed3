using System.Globalization;
using System.Text;

namespace InvitesApi.Benchmarks.Reports;

/// <summary>A table of figures. A cell is a text, a number, or null where nothing was measured.</summary>
/// <param name="title">What it is about.</param>
/// <param name="columns">The heads of its columns, with units.</param>
internal sealed class Table(string title, params string[] columns)
{
    /// <summary>What it is about.</summary>
    public string Title => title;

    /// <summary>The heads of its columns.</summary>
    public IReadOnlyList<string> Columns => columns;

    /// <summary>Its rows.</summary>
    public List<object?[]> Rows { get; } = [];

    /// <summary>Adds a row. What is no number, as where nothing came that could be measured, is left out.</summary>
    public void Add(params object?[] cells) =>
        Rows.Add(Array.ConvertAll(cells, cell => cell is double number && !double.IsFinite(number) ? null : cell));

    /// <summary>The table as Markdown, which is as good on a console.</summary>
    public override string ToString()
    {
        string[][] lines = [.. Rows.Select(row => row.Select(Show).ToArray()).Prepend(columns)];
        int[] widths = [.. columns.Select((_, column) => lines.Max(line => line[column].Length))];
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"\n{title}\n\n");
        for (int i = 0; i < lines.Length; i++)
        {
            text.Append("| ").AppendJoin(" | ", lines[i].Select((cell, column) => cell.PadRight(widths[column]))).Append(" |\n");
            if (i == 0)
            {
                text.Append("| ").AppendJoin(" | ", widths.Select(width => new string('-', width))).Append(" |\n");
            }
        }

        return text.ToString();
    }

    private static string Show(object? cell) => cell switch
    {
        null => "–",
        double and (> 99 or < -99) => string.Create(CultureInfo.InvariantCulture, $"{cell:N0}"),
        double and (> 9.9 or < -9.9) => string.Create(CultureInfo.InvariantCulture, $"{cell:F1}"),
        double => string.Create(CultureInfo.InvariantCulture, $"{cell:F3}"),
        long or int => string.Create(CultureInfo.InvariantCulture, $"{cell:N0}"),
        _ => cell.ToString()!,
    };
}
