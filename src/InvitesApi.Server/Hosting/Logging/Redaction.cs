using System.Buffers;
using System.Text;

namespace InvitesApi.Server.Hosting.Logging;

/// <summary>
/// Takes secrets out of what is written down. An API key (<c>ID/TOKEN</c>, its token of 32 characters or more) and the token of an invite (24)
/// are both long runs of base64url; they come in queries, in paths, percent-encoded or not, and in whatever a client puts elsewhere by mistake.
/// So no list of places is kept: a long run goes wherever it stands, and of a query nothing stays but short names.
/// </summary>
internal static class Redaction
{
    /// <summary>What stands where something was taken out.</summary>
    public const string Mark = "REDACTED";

    // Below the 24 characters of an invite's token, above the words of paths.
    private const int LongestWord = 19;

    // Our own messages hold names that administrators have chosen, of folders and hosts. No message of ours is made of a request.
    private const int LongestOwnWord = 31;

    private const int LongestName = 16;
    private const int LongestFlag = 5;
    private const string Exception = "Exception";
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    // '%', since an encoded secret is one too, however often it was encoded.
    private static readonly SearchValues<char> Run = SearchValues.Create(Letters + "-_%");
    private static readonly SearchValues<char> RunOrQuery = SearchValues.Create(Letters + "-_%?");
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create(Letters + "-_.");
    private static readonly SearchValues<char> FlagCharacters = SearchValues.Create(Letters);
    private static readonly SearchValues<char> EndOfQuery = SearchValues.Create(" \t\r\n\"'<>`");

    /// <summary>Redacts what comes from outside: a request's target, a header, a message of another component.</summary>
    /// <param name="text">Any text.</param>
    public static string Of(string text) => Redact(text, LongestWord);

    /// <summary>Redacts a message of ours, which has no secret unless by a defect.</summary>
    /// <param name="text">The message.</param>
    public static string OfOwn(string text) => Redact(text, LongestOwnWord);

    private static string Redact(string text, int longestWord)
    {
        var result = new StringBuilder(text.Length);
        ReadOnlySpan<char> rest = text;
        while (true)
        {
            int next = rest.IndexOfAny(RunOrQuery);
            if (next < 0)
            {
                return result.Append(rest).ToString();
            }

            result.Append(rest[..next]);
            rest = rest[next..];
            int length;
            if (rest[0] == '?')
            {
                result.Append('?');
                rest = rest[1..];
                length = LengthUntil(rest.IndexOfAny(EndOfQuery), rest);
                AppendQuery(result, rest[..length]);
            }
            else
            {
                length = LengthUntil(rest.IndexOfAnyExcept(Run), rest);
                AppendRun(result, rest[..length], longestWord);
            }

            rest = rest[length..];
        }
    }

    private static int LengthUntil(int index, ReadOnlySpan<char> text) => index < 0 ? text.Length : index;

    // The name of an exception's type is long, and no secret ends so.
    private static void AppendRun(StringBuilder result, ReadOnlySpan<char> run, int longestWord) =>
        result.Append(run.Length <= longestWord || run.EndsWith(Exception, StringComparison.Ordinal) ? run : Mark);

    private static void AppendQuery(StringBuilder result, ReadOnlySpan<char> query)
    {
        while (true)
        {
            int end = LengthUntil(query.IndexOfAny('&', ';'), query);
            AppendParameter(result, query[..end]);
            if (end == query.Length)
            {
                return;
            }

            result.Append(query[end]);
            query = query[(end + 1)..];
        }
    }

    private static void AppendParameter(StringBuilder result, ReadOnlySpan<char> parameter)
    {
        int equals = parameter.IndexOf('=');
        if (equals < 0)
        {
            // The page of an invite has the token as its whole query.
            result.Append(parameter is "" or "key" or "redirect" ? parameter : Mark);
            return;
        }

        ReadOnlySpan<char> name = parameter[..equals];
        ReadOnlySpan<char> value = parameter[(equals + 1)..];
        result.Append(IsShort(name, LongestName, NameCharacters) ? name : Mark).Append('=');
        result.Append(value is "" || (name is "redirect" && IsShort(value, LongestFlag, FlagCharacters)) ? value : Mark);
    }

    private static bool IsShort(ReadOnlySpan<char> text, int longest, SearchValues<char> allowed) =>
        text.Length <= longest && !text.ContainsAnyExcept(allowed);
}
