using Markdig;

namespace HelpBuilder;

/// <summary>Writes an <c>about_</c> topic: plain text with indented paragraphs under headings in capitals.</summary>
internal static class AboutWriter
{
    private const string Indent = "    ";

    /// <summary>Writes one.</summary>
    /// <exception cref="HelpException">The page has no title or no short description.</exception>
    public static void Write(string file, string path)
    {
        string source = File.ReadAllText(file);
        IReadOnlyList<Section> pages = Section.Read(Markdown.Parse(source), source, level: 1);
        if (pages is not [{ Blocks.Count: > 0 } page])
        {
            throw new HelpException(file, "The page begins with '# about_Name' and a paragraph that says in short what it is about.");
        }

        List<string> lines = ["TOPIC", Indent + page.Title, string.Empty, "SHORT DESCRIPTION"];
        Add(lines, [.. Prose.Paragraphs(page.Blocks, source)]);
        foreach (Section section in page.Children)
        {
            lines.Add(section.Title.ToUpperInvariant());
            Add(lines, [.. Prose.Paragraphs(section.Blocks, source)]);
        }

        File.WriteAllLines(path, lines);
    }

    private static void Add(List<string> lines, IReadOnlyList<string> paragraphs)
    {
        for (int i = 0; i < paragraphs.Count; i++)
        {
            lines.AddRange(Prose.Wrap(paragraphs[i], Indent));

            // The lines of one list or one listing stay together.
            if (i + 1 == paragraphs.Count || Kind(paragraphs[i]) is not { } kind || Kind(paragraphs[i + 1]) != kind)
            {
                lines.Add(string.Empty);
            }
        }
    }

    private static char? Kind(string paragraph) => paragraph[0] is '-' or ' ' ? paragraph[0] : null;
}
