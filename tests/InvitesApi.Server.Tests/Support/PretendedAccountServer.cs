using System.Collections.Concurrent;
using InvitesApi.Server.Accounts;

namespace InvitesApi.Server.Tests.Support;

/// <summary>An account server in memory, which can be told to fail as real ones do.</summary>
internal sealed class PretendedAccountServer : IAccountServer
{
    /// <summary>The accounts and their passwords.</summary>
    public ConcurrentDictionary<string, string> Accounts { get; } = new(StringComparer.Ordinal);

    /// <summary>What the next calls that make an account end with, in place of what they would.</summary>
    public AccountOutcome? Failure { get; set; }

    /// <summary>Whether the account is made all the same, as where the answer is lost.</summary>
    public bool MakesItAllTheSame { get; set; }

    /// <summary>What finding an account ends with, in place of what it would.</summary>
    public AccountOutcome? FindFailure { get; set; }

    /// <summary>What making contacts ends with, in place of what it would.</summary>
    public AccountOutcome? ContactFailure { get; set; }

    /// <summary>Who was made a contact of whom.</summary>
    public ConcurrentQueue<(string Username, string Contact)> Contacts { get; } = [];

    /// <summary>What it waits for before it makes an account or sets a password; it ends with an exception where the call is given up.</summary>
    public Func<CancellationToken, Task>? BeforeChange { get; set; }

    /// <summary>What it waits for before it looks for an account of a host.</summary>
    public Func<string, CancellationToken, Task>? BeforeFind { get; set; }

    /// <summary>How often it was asked whether an account is there.</summary>
    public int Finds { get; private set; }

    public string Location => "pretended";

    public AccountServerAbilities Abilities { get; set; } =
        AccountServerAbilities.Create | AccountServerAbilities.Find | AccountServerAbilities.SetPassword | AccountServerAbilities.MakeContacts;

    public async ValueTask<AccountResult> CreateAsync(AccountRequest request, CancellationToken cancellation)
    {
        await Task.Yield();
        await (BeforeChange?.Invoke(cancellation) ?? Task.CompletedTask);
        if (Failure is { } failure)
        {
            if (MakesItAllTheSame)
            {
                Accounts[request.Username] = request.Password;
            }

            return new AccountResult(failure);
        }

        return new AccountResult(Accounts.TryAdd(request.Username, request.Password) ? AccountOutcome.Done : AccountOutcome.NameTaken);
    }

    public async ValueTask<AccountResult> FindAsync(string virtualHost, string username, CancellationToken cancellation)
    {
        Finds++;
        await (BeforeFind?.Invoke(virtualHost, cancellation) ?? Task.CompletedTask);
        return new AccountResult(FindFailure ?? (Accounts.ContainsKey(username) ? AccountOutcome.NameTaken : AccountOutcome.NameFree));
    }

    public ValueTask<AccountResult> SetPasswordAsync(AccountRequest request, CancellationToken cancellation)
    {
        if (Failure is { } failure)
        {
            if (MakesItAllTheSame)
            {
                Accounts[request.Username] = request.Password;
            }

            return ValueTask.FromResult(new AccountResult(failure));
        }

        bool there = Accounts.ContainsKey(request.Username);
        if (there)
        {
            Accounts[request.Username] = request.Password;
        }

        return ValueTask.FromResult(new AccountResult(there ? AccountOutcome.Done : AccountOutcome.AccountNotFound));
    }

    public ValueTask<AccountResult> MakeContactsAsync(string virtualHost, string username, string contact, CancellationToken cancellation)
    {
        if (ContactFailure is { } failure)
        {
            return ValueTask.FromResult(new AccountResult(failure));
        }

        Contacts.Enqueue((username, contact));
        return ValueTask.FromResult(new AccountResult(AccountOutcome.Done));
    }

    public void Dispose()
    {
    }
}
