using Markdig.Syntax;

namespace HelpBuilder;

/// <summary>A heading, what stands under it, and the headings below it.</summary>
internal sealed record Section(string Title, IReadOnlyList<Block> Blocks, IReadOnlyList<Section> Children)
{
    /// <summary>Reads the sections of one level.</summary>
    /// <param name="blocks">The blocks of a document, or of the section above.</param>
    /// <param name="source">The text that they come from.</param>
    /// <param name="level">The level of their headings, from 1.</param>
    public static IReadOnlyList<Section> Read(IEnumerable<Block> blocks, string source, int level)
    {
        List<(string Title, List<Block> Blocks)> sections = [];
        foreach (Block block in blocks)
        {
            if (block is HeadingBlock heading && heading.Level == level)
            {
                sections.Add((Prose.Text(heading, source), []));
            }
            else if (sections.Count > 0)
            {
                sections[^1].Blocks.Add(block);
            }
        }

        return [.. sections.Select(section => new Section(
            section.Title,
            [.. section.Blocks.TakeWhile(block => block is not HeadingBlock)],
            Read(section.Blocks.SkipWhile(block => block is not HeadingBlock), source, level + 1)))];
    }
}
