using System.Globalization;

namespace InvitesApi.Benchmarks;

/// <summary>What is asked of a benchmark: options of its command line, each with a value.</summary>
internal sealed class BenchmarkOptions
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>Reads them.</summary>
    /// <param name="arguments">Pairs of <c>--name</c> and value.</param>
    /// <exception cref="ArgumentException">One has no value, or is none of ours.</exception>
    public BenchmarkOptions(params string[] arguments)
    {
        string[] known = ["--rounds", "--seconds", "--output", "--invites", "--keys"];
        for (int i = 0; i < arguments.Length; i += 2)
        {
            if (!known.Contains(arguments[i], StringComparer.Ordinal) || i + 1 == arguments.Length)
            {
                throw new ArgumentException($"{arguments[i]} is no option, or has no value.", nameof(arguments));
            }

            _values[arguments[i]] = arguments[i + 1];
        }
    }

    /// <summary>How often each row has its turn; the median counts.</summary>
    public int Rounds => RoundsOr(3);

    /// <summary>How long a turn is.</summary>
    public int Seconds => Number("--seconds", 1);

    /// <summary>How many invites are held, or made, at the most.</summary>
    /// <param name="usual">How many if nothing is said.</param>
    public int InvitesOr(int usual) => Number("--invites", usual);

    /// <summary>How many keys are held at the most.</summary>
    public int Keys => Number("--keys", 100_000);

    /// <summary>Where reports and plots go.</summary>
    public string Output => Path.GetFullPath(_values.GetValueOrDefault("--output", "artifacts/benchmarks"));

    /// <inheritdoc cref="Rounds"/>
    /// <param name="usual">How often if nothing is said.</param>
    public int RoundsOr(int usual) => Number("--rounds", usual);

    private int Number(string name, int usual) =>
        _values.TryGetValue(name, out string? value) ? int.Parse(value, CultureInfo.InvariantCulture) : usual;
}
