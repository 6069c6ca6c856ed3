using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace InvitesApi.PowerShell.Completion;

/// <summary>Completes an argument with what a list has.</summary>
public abstract class ListCompleter : IArgumentCompleter
{
    private protected ListCompleter()
    {
    }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        string word = (wordToComplete ?? string.Empty).Trim('\'', '"');
        return Items()
            .Where(item => item.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(item => new CompletionResult(Argument.Quote(item), item, CompletionResultType.ParameterValue, item));
    }

    /// <summary>The list.</summary>
    private protected abstract IEnumerable<string> Items();
}
