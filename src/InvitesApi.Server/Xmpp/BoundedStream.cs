namespace InvitesApi.Server.Xmpp;

/// <summary>
/// What an XmlReader reads from: it gives the reader, whose methods take no token, one to be cancelled by, and ends with an
/// <see cref="XmppException"/> once more has come than is allowed between two stanzas.
/// </summary>
/// <param name="transport">Where the bytes come from; not disposed here.</param>
/// <param name="most">The most bytes between two stanzas.</param>
internal sealed class BoundedStream(Stream transport, int most) : Stream
{
    private readonly int _most = most;
    private int _left = most;

    /// <summary>What cancels the reads from now on.</summary>
    public CancellationToken Cancellation { get; set; }

    /// <summary>Whether the other side has closed the connection.</summary>
    public bool HasEnded { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>A stanza is complete: the next may have as much again.</summary>
    public void Refill() => _left = _most;

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_left <= 0)
        {
            throw new XmppException(XmppFailure.Malformed, $"The server sent more than {_most} bytes in one stanza.");
        }

        int count = await transport.ReadAsync(buffer, Cancellation);
        HasEnded = count == 0;
        _left -= count;
        return count;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Flush() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
