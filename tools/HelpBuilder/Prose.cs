using System.Text;
using Markdig;
using Markdig.Syntax;

namespace HelpBuilder;

/// <summary>Turns Markdown into the plain paragraphs of a terminal.</summary>
internal static class Prose
{
    /// <summary>The paragraphs of some blocks: each item of a list and each line of code is one of its own.</summary>
    public static IEnumerable<string> Paragraphs(IEnumerable<Block> blocks, string source) => blocks.SelectMany(block => block switch
    {
        ListBlock list => list.Cast<ListItemBlock>().Select(item => "- " + string.Join(' ', Paragraphs(item, source))),
        CodeBlock code => Code(code).Split('\n').Select(line => "    " + line),
        _ => [Text(block, source)],
    });

    /// <summary>The words of a block, without marks and line breaks.</summary>
    public static string Text(Block block, string source) => string.Join(
        ' ',
        Markdown.ToPlainText(source.Substring(block.Span.Start, block.Span.Length))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>A block of code as it stands.</summary>
    public static string Code(CodeBlock code) => code.Lines.ToString();

    /// <summary>Breaks a paragraph into lines.</summary>
    /// <param name="paragraph">The paragraph.</param>
    /// <param name="indent">What every line begins with.</param>
    public static IEnumerable<string> Wrap(string paragraph, string indent)
    {
        const int Width = 80;
        if (paragraph.StartsWith("    ", StringComparison.Ordinal))
        {
            return [indent + paragraph];
        }

        string hanging = indent + (paragraph.StartsWith("- ", StringComparison.Ordinal) ? "  " : string.Empty);
        List<string> lines = [];
        var line = new StringBuilder(indent);
        bool empty = true;
        foreach (string word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!empty && line.Length + 1 + word.Length > Width)
            {
                lines.Add(line.ToString());
                line.Clear().Append(hanging);
                empty = true;
            }

            line.Append(empty ? string.Empty : " ").Append(word);
            empty = false;
        }

        lines.Add(line.ToString());
        return lines;
    }
}
