namespace HelpBuilder;

/// <summary>What the code says of a parameter.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The name of its type, as PowerShell writes it.</param>
/// <param name="IsMandatory">Whether it is needed.</param>
/// <param name="Position">Its position, or null where it must be named.</param>
/// <param name="PipelineInput">How the pipeline gives it: <c>False</c>, <c>True (ByPropertyName)</c> and the like.</param>
/// <param name="TakesWildcards">Whether <c>*</c> and <c>?</c> mean something in it.</param>
/// <param name="Aliases">Its other names.</param>
/// <param name="Values">The values that it takes; none: any.</param>
/// <param name="Sets">The parameter sets that it belongs to; none: all.</param>
internal sealed record ParameterFacts(
    string Name,
    string Type,
    bool IsMandatory,
    int? Position,
    string PipelineInput,
    bool TakesWildcards,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<string> Values,
    IReadOnlyList<string> Sets)
{
    private const string Switch = "SwitchParameter";

    /// <summary>Whether it is given without a value.</summary>
    public bool IsSwitch => Type == Switch;
}
