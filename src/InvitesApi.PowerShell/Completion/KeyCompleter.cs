using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Texts;

namespace InvitesApi.PowerShell.Completion;

/// <summary>Completes an argument with what the database has. It never fails, and makes no database.</summary>
public abstract class KeyCompleter : IArgumentCompleter
{
    private protected KeyCompleter()
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
        try
        {
            return [.. Keys(fakeBoundParameters)
                .Select(key => (Text: Text(key), ToolTip: Printable.Clean($"{key.Id} {key.Name} ({key.VirtualHost})")))
                .Where(item => item.Text?.StartsWith(word, StringComparison.OrdinalIgnoreCase) == true && Printable.IndexOfOther(item.Text) < 0)
                .DistinctBy(item => item.Text, StringComparer.Ordinal)
                .OrderBy(item => item.Text, StringComparer.OrdinalIgnoreCase)
                .Select(item => new CompletionResult(
                    Argument.Quote(item.Text!), item.Text, CompletionResultType.ParameterValue, item.ToolTip))];
        }
        catch (Exception error) when (error is InviteException or SessionStateException or ProviderInvocationException)
        {
            return []; // nobody who presses Tab wants to read an error
        }
    }

    /// <summary>What of a key is offered; null: nothing.</summary>
    private protected abstract string? Text(ApiKey key);

    /// <summary>The hosts whose keys are offered: those that were typed already. Null: all.</summary>
    private protected virtual string[]? Hosts(IDictionary bound) => bound["VirtualHost"] switch
    {
        string host => [host],
        object[] hosts => [.. hosts.OfType<string>()],
        _ => null,
    };

    private IReadOnlyList<ApiKey> Keys(IDictionary bound)
    {
        (string prefix, string path) = DatabaseLocation.Split(bound["Database"] as string ?? DatabaseLocation.Default);
        using IInviteDatabase? database = SessionPath(path) is { } full ? InviteDatabase.OpenExisting(prefix + full) : null;
        if (database is null)
        {
            return [];
        }

        var keys = new ApiKeys(database, TimeProvider.System);
        return [.. (Hosts(bound) ?? [null!]).SelectMany(host => keys
            .ListAsync(new ApiKeyFilter(host), CancellationToken.None).AsTask().GetAwaiter().GetResult())];
    }

    // The process's current folder is not the session's. A completer is given no session, but runs in it. What is no path leaves nothing in
    // the user's $Error.
    private static string? SessionPath(string path) => ScriptBlock
        .Create(
            """
            param($path)
            $known = $global:Error.Count
            try { $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($path) }
            catch { while ($global:Error.Count -gt $known) { $global:Error.RemoveAt(0) } }
            """)
        .InvokeReturnAsIs(path)?
        .ToString();
}
