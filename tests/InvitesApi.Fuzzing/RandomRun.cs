using System.Diagnostics;
using System.Text;

namespace InvitesApi.Fuzzing;

/// <summary>Changes kept inputs at random, without looking at what they reach: no more than a start, where there is no AFL++.</summary>
internal static class RandomRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly byte[][] Words =
    [
        .. new[]
        {
            "\0", "\n", "\r\n", "\"", "\\", "\\u0000", "\\ud800", "{", "}", "[", "]", ":", ",", "null", "true", "-1", "1e999",
            "9223372036854775808", "{invite.token}", "{host}", "xn--", "%00", "%", "//", "@", "<a xmlns='", "]]>", "&#xD800;", "&lt;",
            "<?xml version='1.0' encoding='utf-16'?>", "@{", "@(", "'@", "$(", "$true", "\u00AD", "\u0130", "\uFB01", "\u200D", "\u05D0", ";preauth=",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xED, 0xA0, 0x80], [0xC0, 0xAF],
    ];

    /// <summary>Does it.</summary>
    /// <param name="target">The target.</param>
    /// <param name="time">How long.</param>
    /// <param name="seed">What decides on the changes.</param>
    /// <returns>How many inputs have broken a promise: 1 at most, as it ends with the first, which is printed.</returns>
    public static int Run(FuzzTarget target, TimeSpan time, ulong seed)
    {
        var mutator = new Mutator([.. Corpus.Of(target).Select(input => input.Data), []], Words, seed);
        byte[] current = [];
        using var watch = new Timer(_ => GiveUp(target, seed, current));
        long start = Stopwatch.GetTimestamp();
        long count = 0;
        while (Stopwatch.GetElapsedTime(start) < time)
        {
            current = mutator.Next();
            count++;
            watch.Change(Patience, Timeout.InfiniteTimeSpan);
            if (Replay.Failure(target, current) is { } failure)
            {
                Console.WriteLine($"{target.Name}: broken after {count:N0} inputs, seed {seed}, by (base64) {Convert.ToBase64String(current)}: {failure}");
                return 1;
            }
        }

        Console.WriteLine($"{target.Name}: {count:N0} inputs, seed {seed}, none broke a promise");
        return 0;
    }

    private static void GiveUp(FuzzTarget target, ulong seed, byte[] data)
    {
        Console.WriteLine($"{target.Name}: no end after {Patience.TotalSeconds} s, seed {seed}, of (base64) {Convert.ToBase64String(data)}");
        Environment.Exit(1);
    }
}
