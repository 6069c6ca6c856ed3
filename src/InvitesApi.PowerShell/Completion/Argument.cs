using System.Management.Automation.Language;

namespace InvitesApi.PowerShell.Completion;

/// <summary>How a text is written as an argument.</summary>
internal static class Argument
{
    /// <summary>The text, in quotes where it needs them.</summary>
    public static string Quote(string text) =>
        text.Length > 0 && text[0] != '-' && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or ':' or '*')
            ? text
            : $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";
}
