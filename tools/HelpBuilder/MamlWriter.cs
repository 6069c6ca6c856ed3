using System.Globalization;
using System.Xml.Linq;

namespace HelpBuilder;

/// <summary>Writes the XML that <c>Get-Help</c> reads ('Writing help for PowerShell cmdlets' names its elements).</summary>
internal static class MamlWriter
{
    private static readonly XNamespace Help = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private static readonly ParameterFacts[] ShouldProcess = [Switch("WhatIf", "wi"), Switch("Confirm", "cf")];

    private static readonly Dictionary<string, PageParameter> ShouldProcessWords = new(StringComparer.Ordinal)
    {
        ["WhatIf"] = new("WhatIf", ["Says what would be done, and does nothing."], "False"),
        ["Confirm"] = new("Confirm", ["Asks before anything is done."], "False"),
    };

    /// <summary>Writes the help of all cmdlets.</summary>
    public static void Write(IReadOnlyList<CmdletFacts> cmdlets, IReadOnlyList<CmdletPage> pages, string path)
    {
        var document = new XDocument(new XElement(
            Help + "helpItems",
            new XAttribute("schema", "maml"),
            cmdlets.Select(cmdlet => Cmdlet(cmdlet, pages.Single(page => page.Name == cmdlet.Name)))));
        document.Save(path);
    }

    private static XElement Cmdlet(CmdletFacts cmdlet, CmdletPage page)
    {
        string[] name = cmdlet.Name.Split('-');
        ParameterFacts[] common = cmdlet.SupportsShouldProcess ? ShouldProcess : [];
        return new XElement(
            Command + "command",
            new XAttribute(XNamespace.Xmlns + "maml", Maml),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            new XElement(
                Command + "details",
                new XElement(Command + "name", cmdlet.Name),
                new XElement(Command + "verb", name[0]),
                new XElement(Command + "noun", name[1]),
                Description([page.Synopsis])),
            Description(page.Description),
            new XElement(Command + "syntax", cmdlet.ParameterSets().Select(set => new XElement(
                Command + "syntaxItem",
                new XElement(Maml + "name", cmdlet.Name),
                set.Concat(common).Select(parameter => Parameter(parameter, page))))),
            new XElement(
                Command + "parameters",
                cmdlet.Parameters.Concat(common).Select(parameter => Parameter(parameter, page))),
            new XElement(Command + "inputTypes", page.Inputs.Select(type => Type("inputType", type))),
            new XElement(Command + "returnValues", page.Outputs.Select(type => Type("returnValue", type))),
            page.Notes.Count == 0 ? null : new XElement(
                Maml + "alertSet",
                new XElement(Maml + "alert", Paragraphs(page.Notes))),
            new XElement(Command + "examples", page.Examples.Select(Example)),
            new XElement(Command + "relatedLinks", page.RelatedLinks.Select(link => new XElement(
                Maml + "navigationLink",
                new XElement(Maml + "linkText", link),
                new XElement(Maml + "uri")))));
    }

    private static XElement Parameter(ParameterFacts parameter, CmdletPage page)
    {
        PageParameter words = page.Parameters.TryGetValue(parameter.Name, out PageParameter? own) ? own : ShouldProcessWords[parameter.Name];
        return new XElement(
            Command + "parameter",
            new XAttribute("required", parameter.IsMandatory),
            new XAttribute("variableLength", parameter.Type.EndsWith("[]", StringComparison.Ordinal)),
            new XAttribute("globbing", parameter.TakesWildcards),
            new XAttribute("pipelineInput", parameter.PipelineInput),
            new XAttribute("position", parameter.Position?.ToString(CultureInfo.InvariantCulture) ?? "named"),
            new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
            new XElement(Maml + "name", parameter.Name),
            Description(words.Description),
            parameter.Values.Count == 0 ? null : new XElement(
                Command + "parameterValueGroup",
                parameter.Values.Select(value => new XElement(
                    Command + "parameterValue", new XAttribute("required", value: false), new XAttribute("variableLength", value: false), value))),
            parameter.IsSwitch ? null : new XElement(
                Command + "parameterValue", new XAttribute("required", value: true), new XAttribute("variableLength", value: false), parameter.Type),
            new XElement(Dev + "type", new XElement(Maml + "name", parameter.Type), new XElement(Maml + "uri")),
            new XElement(Dev + "defaultValue", words.Default ?? (parameter.IsSwitch ? "False" : "None")));
    }

    private static XElement Example(PageExample example, int index) => new(
        Command + "example",
        new XElement(Maml + "title", string.Create(CultureInfo.InvariantCulture, $"Example {index + 1}: {example.Title}")),
        new XElement(Dev + "code", example.Code),
        new XElement(Dev + "remarks", Paragraphs(example.Remarks)));

    private static XElement Type(string element, PageType type) => new(
        Command + element,
        new XElement(Dev + "type", new XElement(Maml + "name", type.Name), new XElement(Maml + "uri")),
        Description(type.Description));

    private static XElement Description(IEnumerable<string> paragraphs) => new(Maml + "description", Paragraphs(paragraphs));

    private static IEnumerable<XElement> Paragraphs(IEnumerable<string> paragraphs) =>
        paragraphs.Select(paragraph => new XElement(Maml + "para", paragraph));

    private static ParameterFacts Switch(string name, string alias) => new(
        name, "SwitchParameter", IsMandatory: false, Position: null, "False", TakesWildcards: false, [alias], [], []);
}
