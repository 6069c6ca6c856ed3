using Markdig;
using Markdig.Syntax;

namespace HelpBuilder;

/// <summary>
/// The page of a cmdlet: <c># Verb-Noun</c>, a paragraph that is the synopsis, and the sections Description, Examples, Parameters, Inputs,
/// Outputs, Notes and Related links, of which the last four may be missing.
/// </summary>
internal sealed record CmdletPage(
    string File,
    string Name,
    string Synopsis,
    IReadOnlyList<string> Description,
    IReadOnlyList<PageExample> Examples,
    IReadOnlyDictionary<string, PageParameter> Parameters,
    IReadOnlyList<PageType> Inputs,
    IReadOnlyList<PageType> Outputs,
    IReadOnlyList<string> Notes,
    IReadOnlyList<string> RelatedLinks)
{
    private const string Default = "Default: ";

    /// <summary>Reads a page.</summary>
    /// <exception cref="HelpException">It has no name, no synopsis, or a section that is not known.</exception>
    public static CmdletPage Read(string file)
    {
        string source = System.IO.File.ReadAllText(file);
        var sections = Section.Read(Markdown.Parse(source), source, level: 1);
        Section page = sections is [{ Blocks: [ParagraphBlock, ..] } only]
            ? only
            : throw new HelpException(file, "The page begins with '# Verb-Noun' and a paragraph that says in short what it does.");
        ILookup<string, Section> parts = page.Children.ToLookup(part => part.Title, StringComparer.Ordinal);
        string[] known = ["Description", "Examples", "Parameters", "Inputs", "Outputs", "Notes", "Related links"];
        if (page.Children.FirstOrDefault(part => !known.Contains(part.Title, StringComparer.Ordinal)) is { } unknown)
        {
            throw new HelpException(file, $"The section '{unknown.Title}' is not one of {string.Join(", ", known)}.");
        }

        IReadOnlyList<string> Paragraphs(string part) => [.. parts[part].SelectMany(section => Prose.Paragraphs(section.Blocks, source))];
        IEnumerable<Section> Children(string part) => parts[part].SelectMany(section => section.Children);
        return new CmdletPage(
            file,
            page.Title,
            Prose.Text(page.Blocks[0], source),
            Paragraphs("Description"),
            [.. Children("Examples").Select(section => Example(section, source))],
            Children("Parameters").Select(section => Parameter(section, source))
                .ToDictionary(parameter => parameter.Name, StringComparer.Ordinal),
            [.. Children("Inputs").Select(section => Type(section, source))],
            [.. Children("Outputs").Select(section => Type(section, source))],
            Paragraphs("Notes"),
            [.. Paragraphs("Related links").Select(link => link.TrimStart('-', ' '))]);
    }

    private static PageExample Example(Section section, string source) => new(
        section.Title,
        string.Join("\n", section.Blocks.OfType<CodeBlock>().Select(Prose.Code)),
        [.. Prose.Paragraphs(section.Blocks.Where(block => block is not CodeBlock), source)]);

    private static PageParameter Parameter(Section section, string source)
    {
        string[] paragraphs = [.. Prose.Paragraphs(section.Blocks, source)];
        return new PageParameter(
            section.Title.TrimStart('-'),
            [.. paragraphs.Where(paragraph => !paragraph.StartsWith(Default, StringComparison.Ordinal))],
            Array.Find(paragraphs, paragraph => paragraph.StartsWith(Default, StringComparison.Ordinal))?[Default.Length..].TrimEnd('.'));
    }

    private static PageType Type(Section section, string source) => new(section.Title, [.. Prose.Paragraphs(section.Blocks, source)]);
}

/// <summary>An example.</summary>
internal sealed record PageExample(string Title, string Code, IReadOnlyList<string> Remarks);

/// <summary>What a page says of a parameter.</summary>
internal sealed record PageParameter(string Name, IReadOnlyList<string> Description, string? Default);

/// <summary>What comes in or goes out.</summary>
internal sealed record PageType(string Name, IReadOnlyList<string> Description);
