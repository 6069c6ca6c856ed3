namespace HelpBuilder;

/// <summary>
/// Makes the help that <c>Get-Help</c> reads: the prose from Markdown, the facts (types, positions, aliases) from the cmdlets themselves, so
/// that neither can be wrong about the other. A cmdlet, a parameter or an example that lacks its words is an error of the build.
/// </summary>
internal static class Program
{
    private const string Usage = "HelpBuilder MODULE.dll REFERENCE.dll DOCS-FOLDER OUTPUT-FOLDER";

    public static int Main(string[] args)
    {
        if (args is not [string module, string reference, string docs, string output])
        {
            Console.Error.WriteLine(Usage);
            return 1;
        }

        try
        {
            IReadOnlyList<CmdletFacts> cmdlets = CmdletReader.Read(module, reference);
            IReadOnlyList<CmdletPage> pages = [.. Directory.EnumerateFiles(Path.Combine(docs, "cmdlets"), "*.md")
                .Order(StringComparer.Ordinal)
                .Select(CmdletPage.Read)];
            Completeness.Require(cmdlets, pages, Path.Combine(docs, "cmdlets"));

            Directory.CreateDirectory(output);
            MamlWriter.Write(cmdlets, pages, Path.Combine(output, Path.GetFileName(module) + "-Help.xml"));
            foreach (string about in Directory.EnumerateFiles(Path.Combine(docs, "about"), "about_*.md"))
            {
                AboutWriter.Write(about, Path.Combine(output, Path.GetFileNameWithoutExtension(about) + ".help.txt"));
            }

            return 0;
        }
        catch (HelpException flaw)
        {
            // The form in which MSBuild takes the errors of a tool.
            Console.Error.WriteLine($"{flaw.File} : error HELP001: {flaw.Message}");
            return 1;
        }
    }
}
