namespace HelpBuilder;

/// <summary>What the code says of a cmdlet.</summary>
/// <param name="Name">Verb-Noun.</param>
/// <param name="SupportsShouldProcess">Whether it has <c>-WhatIf</c> and <c>-Confirm</c>.</param>
/// <param name="Parameters">Its own parameters: first those with a position, then those that are needed.</param>
internal sealed record CmdletFacts(string Name, bool SupportsShouldProcess, IReadOnlyList<ParameterFacts> Parameters)
{
    /// <summary>The parameter sets, each with the parameters that belong to it.</summary>
    public IEnumerable<IEnumerable<ParameterFacts>> ParameterSets()
    {
        string[] sets = [.. Parameters.SelectMany(parameter => parameter.Sets).Distinct(StringComparer.Ordinal)];
        return sets.Length == 0
            ? [Parameters]
            : sets.Select(set => Parameters.Where(parameter => parameter.Sets.Count == 0 || parameter.Sets.Contains(set, StringComparer.Ordinal)));
    }
}
