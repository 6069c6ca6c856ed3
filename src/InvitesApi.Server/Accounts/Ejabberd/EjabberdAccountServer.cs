using System.Security.Authentication;

namespace InvitesApi.Server.Accounts.Ejabberd;

/// <summary>ejabberd, by its HTTP API: <c>register</c>, and of mod_admin_extra <c>check_account</c>, <c>change_password</c> and
/// <c>add_rosteritem</c>.</summary>
internal sealed class EjabberdAccountServer : IAccountServer
{
    private const int Yes = 0; // as an exit code

    private readonly EjabberdApi _api;

    /// <summary>Makes one.</summary>
    /// <param name="commands">The base of the commands, which ends with a slash.</param>
    /// <param name="options">How it is spoken to.</param>
    public EjabberdAccountServer(Uri commands, AccountServerOptions options)
    {
        _api = new EjabberdApi(commands, options);
        Location = $"ejabberd+{commands.ToString().TrimEnd('/')}";
    }

    /// <inheritdoc/>
    public string Location { get; }

    /// <inheritdoc/>
    public AccountServerAbilities Abilities => AccountServerAbilities.Create
        | AccountServerAbilities.Find
        | AccountServerAbilities.SetPassword
        | AccountServerAbilities.MakeContacts;

    /// <inheritdoc/>
    public ValueTask<AccountResult> CreateAsync(AccountRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return CallAsync(
            "register",
            new(StringComparer.Ordinal) { ["user"] = request.Username, ["host"] = request.VirtualHost, ["password"] = request.Password },
            _ => AccountOutcome.Done,
            cancellation,
            OfChange,
            request.Deadline);
    }

    /// <inheritdoc/>
    public ValueTask<AccountResult> FindAsync(string virtualHost, string username, CancellationToken cancellation) =>
        FindAsync(virtualHost, username, judgeFailure: null, cancellation);

    /// <inheritdoc/>
    public ValueTask<AccountResult> SetPasswordAsync(AccountRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        return CallAsync(
            "change_password",
            new(StringComparer.Ordinal) { ["user"] = request.Username, ["host"] = request.VirtualHost, ["newpass"] = request.Password },
            answer => answer.Code == Yes ? AccountOutcome.Done : AccountOutcome.AccountNotFound,
            cancellation,
            OfChange,
            request.Deadline);
    }

    /// <inheritdoc/>
    public async ValueTask<AccountResult> MakeContactsAsync(
        string virtualHost, string username, string contact, CancellationToken cancellation)
    {
        // ejabberd writes rosters of accounts that are not there without a word.
        foreach (string name in (string[])[username, contact])
        {
            AccountResult found = await FindAsync(virtualHost, name, OfChange, cancellation);
            if (found.Outcome != AccountOutcome.NameTaken)
            {
                return found.Outcome == AccountOutcome.NameFree ? new AccountResult(AccountOutcome.AccountNotFound, name) : found;
            }
        }

        AccountResult first = await AddAsync(virtualHost, username, contact, cancellation);
        return first.IsDone ? await AddAsync(virtualHost, contact, username, cancellation) : first;
    }

    /// <inheritdoc/>
    public void Dispose() => _api.Dispose();

    // Where it failed in the middle of a change, nobody knows whether it was made: it is to be looked at, or made once more.
    private static AccountResult OfChange(EjabberdAnswer answer) =>
        answer.ToFailure() is { Outcome: AccountOutcome.ServerFailed or AccountOutcome.Unreachable } failure && answer.IsFailure
            ? new AccountResult(AccountOutcome.Unanswered, failure.Detail)
            : answer.ToFailure();

    private ValueTask<AccountResult> FindAsync(
        string virtualHost, string username, Func<EjabberdAnswer, AccountResult>? judgeFailure, CancellationToken cancellation) => CallAsync(
        "check_account",
        new(StringComparer.Ordinal) { ["user"] = username, ["host"] = virtualHost },
        answer => answer.Code == Yes ? AccountOutcome.NameTaken : AccountOutcome.NameFree,
        cancellation,
        judgeFailure);

    // Since 24.02 the item takes a list of groups, before it took one group. The wrong form is refused as a whole.
    private async ValueTask<AccountResult> AddAsync(string virtualHost, string owner, string contact, CancellationToken cancellation)
    {
        Dictionary<string, object> item = new(StringComparer.Ordinal)
        {
            ["localuser"] = owner,
            ["localhost"] = virtualHost,
            ["user"] = contact,
            ["host"] = virtualHost,
            ["nick"] = string.Empty,
            ["groups"] = Array.Empty<string>(),
            ["subs"] = "both",
        };
        AccountResult added = await AddAsync(item, cancellation);
        if (added.Outcome is not AccountOutcome.ServerFailed)
        {
            return added;
        }

        item.Remove("groups");
        item["group"] = string.Empty;
        return await AddAsync(item, cancellation);
    }

    private ValueTask<AccountResult> AddAsync(Dictionary<string, object> item, CancellationToken cancellation) => CallAsync(
        "add_rosteritem",
        item,
        answer => answer.Code == Yes ? AccountOutcome.Done : AccountOutcome.ServerFailed,
        cancellation,
        OfChange);

    private async ValueTask<AccountResult> CallAsync(
        string command,
        Dictionary<string, object> arguments,
        Func<EjabberdAnswer, AccountOutcome> judge,
        CancellationToken cancellation,
        Func<EjabberdAnswer, AccountResult>? judgeFailure = null,
        DateTimeOffset? deadline = null)
    {
        try
        {
            if (await _api.CallAsync(command, arguments, deadline, cancellation) is not { } answer)
            {
                return AccountResult.TooLate;
            }

            return answer.IsSuccess ? new AccountResult(judge(answer)) : judgeFailure?.Invoke(answer) ?? answer.ToFailure();
        }
        catch (TimeoutException error)
        {
            return new AccountResult(AccountOutcome.Unanswered, error.Message);
        }
        catch (HttpRequestException error)
        {
            return new AccountResult(Outcome(error), error.Message);
        }
    }

    private static AccountOutcome Outcome(HttpRequestException error) => error.HttpRequestError switch
    {
        HttpRequestError.SecureConnectionError when error.InnerException is AuthenticationException => AccountOutcome.NotTrusted,
        HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError =>
            AccountOutcome.Unreachable,
        _ => AccountOutcome.Unanswered, // the connection ended after the request was sent
    };
}
