using System.Net;

namespace InvitesApi.Server.Accounts.Ejabberd;

/// <summary>
/// A body that is sent in time or not at all. It is written last, when the connection is there: no pause of this process comes after the look at
/// the clock but one within a moment.
/// </summary>
/// <param name="body">The body.</param>
/// <param name="deadline">From when on it must not be sent; null: never.</param>
/// <param name="time">What tells the time.</param>
internal sealed class TimelyContent(byte[] body, DateTimeOffset? deadline, TimeProvider time) : ByteArrayContent(body)
{
    /// <summary>Whether it was not sent, as the time was over.</summary>
    public bool IsTooLate { get; private set; }

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        IsTooLate = time.GetUtcNow() >= deadline;
        return IsTooLate ? throw new OperationCanceledException() : base.SerializeToStreamAsync(stream, context);
    }
}
