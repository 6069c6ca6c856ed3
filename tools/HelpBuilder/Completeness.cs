namespace HelpBuilder;

/// <summary>Whether every cmdlet and every parameter has its words, and no words are of something that isn't there.</summary>
internal static class Completeness
{
    private const int FewestExamples = 2;

    /// <summary>Checks it.</summary>
    /// <exception cref="HelpException">Something is missing, or too much.</exception>
    public static void Require(IReadOnlyList<CmdletFacts> cmdlets, IReadOnlyList<CmdletPage> pages, string folder)
    {
        foreach (CmdletFacts cmdlet in cmdlets)
        {
            Require(cmdlet, pages.FirstOrDefault(page => page.Name == cmdlet.Name)
                ?? throw new HelpException(Path.Combine(folder, cmdlet.Name + ".md"), "The cmdlet has no page."));
        }

        if (pages.FirstOrDefault(page => cmdlets.All(cmdlet => cmdlet.Name != page.Name)) is { } orphan)
        {
            throw new HelpException(orphan.File, $"There is no cmdlet {orphan.Name}.");
        }
    }

    private static void Require(CmdletFacts cmdlet, CmdletPage page)
    {
        string? flaw = null;
        if (page.Description.Count == 0)
        {
            flaw = "The section Description is empty.";
        }
        else if (page.Examples.Count(example => example.Code.Length > 0) < FewestExamples)
        {
            flaw = $"There must be {FewestExamples} examples with code.";
        }
        else if (cmdlet.Parameters.FirstOrDefault(parameter => !IsDescribed(parameter.Name)) is { } undescribed)
        {
            flaw = $"The parameter -{undescribed.Name} is not described.";
        }
        else if (page.Parameters.Keys.FirstOrDefault(name => cmdlet.Parameters.All(parameter => parameter.Name != name)) is { } unknown)
        {
            flaw = $"There is no parameter -{unknown}.";
        }

        if (flaw is not null)
        {
            throw new HelpException(page.File, flaw);
        }

        bool IsDescribed(string parameter) =>
            page.Parameters.TryGetValue(parameter, out PageParameter? words) && words.Description.Count > 0;
    }
}
