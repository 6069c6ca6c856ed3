using System.Net;
using System.Text.RegularExpressions;

namespace InvitesApi.Server.Accounts;

/// <summary>The result of a call to an account server.</summary>
public sealed partial class AccountResult
{
    private const int LongestDetail = 300;

    // What is longer than this and stands in a secret as well as in the words of a server may be a part of it that was repeated.
    private const int LongestLikeness = 4;

    private readonly string _said;

    /// <summary>Makes one.</summary>
    /// <param name="outcome">What became of it.</param>
    /// <param name="detail">What the server said to it, if anything.</param>
    public AccountResult(AccountOutcome outcome, string? detail = null)
    {
        Outcome = outcome;
        _said = detail ?? string.Empty;
        Detail = Printable(_said);
    }

    /// <summary>That the server was not asked, as <see cref="AccountRequest.Deadline"/> was over.</summary>
    internal static AccountResult TooLate { get; } =
        new(AccountOutcome.Unreachable, "There was too little time left to ask, as after a pause of this process.");

    /// <summary>What became of it.</summary>
    public AccountOutcome Outcome { get; }

    /// <summary>For the log: what the server said, in one line, cut where too long. Empty if nothing. Never a secret.</summary>
    public string Detail { get; }

    /// <summary>Whether it was done.</summary>
    public bool IsDone => Outcome == AccountOutcome.Done;

    /// <summary>Whether it may have been done although there is no answer.</summary>
    public bool IsUncertain => Outcome == AccountOutcome.Unanswered;

    /// <summary>
    /// The same result without the server's words, where they may repeat a secret that it was sent: whole, in part, or with escapes between its
    /// characters.
    /// </summary>
    /// <param name="secret">The secret.</param>
    internal AccountResult Without(string secret) =>
        IsLike(_said, secret) || IsLike(Plain(_said), Plain(secret)) ? new AccountResult(Outcome) : this;

    private static bool IsLike(string said, string secret)
    {
        int length = Math.Min(secret.Length, LongestLikeness + 1);
        for (int i = 0; length > 0 && i + length <= secret.Length; i++)
        {
            if (said.AsSpan().Contains(secret.AsSpan(i, length), StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    // What is left where whatever may be escaped is not there, in XML or in JSON.
    private static string Plain(string text) =>
        string.Concat(WebUtility.HtmlDecode(JsonEscape().Replace(text, string.Empty)).Where(char.IsLetterOrDigit));

    [GeneratedRegex(@"\\u[0-9a-fA-F]{4}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex JsonEscape();

    /// <inheritdoc/>
    public override string ToString() => Detail.Length == 0 ? Outcome.ToString() : $"{Outcome}: {Detail}";

    // The server's words go to logs and terminals.
    private static string Printable(string text)
    {
        string shown = text.Length > LongestDetail ? string.Concat(text.AsSpan(0, LongestDetail), "…") : text;
        return string.Concat(shown.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Trim();
    }
}
