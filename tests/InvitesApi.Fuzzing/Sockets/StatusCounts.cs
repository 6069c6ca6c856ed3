using System.Globalization;
using System.Text;

namespace InvitesApi.Fuzzing.Sockets;

/// <summary>Counts answers by their status.</summary>
internal sealed class StatusCounts
{
    // RFC 9110 §15.6.6: of the server errors the one that is the client's.
    private const int VersionNotSupported = 505;

    private readonly long[] _counts = new long[1000];

    /// <summary>How many there are.</summary>
    public long Total => _counts.Sum();

    /// <summary>Counts the answers in what was received.</summary>
    /// <param name="received">What the server sent over one connection. No body of ours has the words of a status line.</param>
    /// <returns>Whether one of them is an error of the server.</returns>
    public bool Add(ReadOnlySpan<byte> received)
    {
        ReadOnlySpan<byte> start = "HTTP/1.1 "u8;
        bool hasFailed = false;
        while (received.IndexOf(start) is var at and >= 0 && received.Length >= at + start.Length + 3)
        {
            received = received[(at + start.Length)..];
            if (int.TryParse(Encoding.ASCII.GetString(received[..3]), NumberStyles.None, CultureInfo.InvariantCulture, out int status))
            {
                Interlocked.Increment(ref _counts[status]);
                hasFailed |= status >= 500 && status != VersionNotSupported;
            }
        }

        return hasFailed;
    }

    /// <summary>Each status with its count.</summary>
    public override string ToString() => string.Join(
        ", ", _counts.Select((count, status) => (count, status)).Where(one => one.count > 0).Select(one => $"{one.status}: {one.count:N0}"));
}
