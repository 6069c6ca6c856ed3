using System.Globalization;
using System.Text.Json;

namespace InvitesApi.Benchmarks.Reports;

/// <summary>What a benchmark has found: tables for the console, and the same as JSON. Plots lie beside it.</summary>
/// <param name="name">The benchmark.</param>
/// <param name="folder">Where its files go.</param>
internal sealed class Report(string name, string folder)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly List<Table> _tables = [];
    private readonly Table _musts = new("What it must show", "figure", "must", "aim", "measured", "reached");

    /// <summary>Tells a table, and keeps it.</summary>
    public void Add(Table table)
    {
        _tables.Add(table);
        Console.Write(table);
    }

    /// <summary>Judges a figure; one that is no number was not measured.</summary>
    public void Judge(Must must, double measured)
    {
        string sign = must.IsAtLeast ? "≥ " : "≤ ";
        bool isMeasured = double.IsFinite(measured);
        _musts.Add(
            must.Figure,
            Mark(must.Bound),
            Mark(must.Aim),
            isMeasured ? measured : null,
            isMeasured ? must.Judge(measured) : "not measured");
        string Mark(double mark) => string.Create(CultureInfo.InvariantCulture, $"{sign}{mark:#,0.##}{must.Unit}");
    }

    /// <summary>The path of a file beside the report.</summary>
    public string this[string file]
    {
        get
        {
            Directory.CreateDirectory(folder);
            return Path.Combine(folder, file);
        }
    }

    /// <summary>Tells what was reached, and writes the JSON file.</summary>
    public void Finish()
    {
        if (_musts.Rows.Count > 0)
        {
            Add(_musts);
        }

        string path = this[name + ".json"];
        using (FileStream file = File.Create(path))
        {
            JsonSerializer.Serialize(file, new { benchmark = name, machine = Machine.Now, tables = _tables }, Indented);
        }

        Console.WriteLine($"\n{Machine.Now}\n{path}");
    }
}
