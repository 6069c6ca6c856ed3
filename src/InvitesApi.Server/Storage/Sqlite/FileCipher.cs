using InvitesApi.Server.Invites;

namespace InvitesApi.Server.Storage.Sqlite;

/// <summary>The cipher of the tokens of the file that is at the path: another file has another secret.</summary>
/// <param name="file">The file.</param>
/// <param name="connections">What reads its secret.</param>
internal sealed class FileCipher(SqliteFile file, ConnectionPool connections) : IDisposable
{
    private volatile Known? _known;

    /// <summary>The cipher.</summary>
    public InviteTokenCipher Value
    {
        get
        {
            if (_known is { } known && known.Generation == file.Generation)
            {
                return known.Cipher;
            }

            // One that is replaced is not disposed of, as others may be about to use it.
            int generation = file.Generation;
            var cipher = new InviteTokenCipher(connections.Use(InviteTable.TokenSecret));
            _known = new Known(generation, cipher);
            return cipher;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _known?.Cipher.Dispose();

    private sealed record Known(int Generation, InviteTokenCipher Cipher);
}
