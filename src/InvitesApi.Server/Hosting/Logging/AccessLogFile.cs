using InvitesApi.Server.Faults;
using InvitesApi.Server.Files;

namespace InvitesApi.Server.Hosting.Logging;

/// <summary>
/// The file of an access log, which others rotate: renamed or removed, it is made anew under its path; truncated (logrotate's
/// <c>copytruncate</c>), it is written on from its new end. For one thread.
/// </summary>
internal sealed class AccessLogFile : IDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private readonly string _path;
    private readonly TimeProvider _time;
    private FileStream _stream;
    private long _looked;

    /// <summary>Opens the file, or makes it.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="time">What tells the time.</param>
    /// <exception cref="InviteException"><see cref="InviteFault.AccessLogUnavailable"/>.</exception>
    public AccessLogFile(string path, TimeProvider time)
    {
        _path = path;
        _time = time;
        _looked = time.GetTimestamp();
        try
        {
            _stream = Open(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new InviteException(
                InviteFault.AccessLogUnavailable,
                $"The access log '{path}' can't be written: {error.Message} Give the path of a file that this user may write.",
                path,
                error);
        }
    }

    /// <summary>Writes lines at the end of the file: all of them, or none.</summary>
    /// <param name="lines">Whole lines.</param>
    /// <exception cref="IOException">The disk is full or at fault.</exception>
    public void Append(ReadOnlySpan<byte> lines)
    {
        ReopenIfRotated();
        if (!_stream.CanSeek)
        {
            _stream.Write(lines);
            return;
        }

        long end = _stream.Seek(0, SeekOrigin.End);
        try
        {
            _stream.Write(lines);
        }
        catch (IOException)
        {
            CutTo(end);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    // .NET tells no inode. But only servers write to this file: if what the path leads to is as long as what we hold, it is what we hold.
    private void ReopenIfRotated()
    {
        if (_time.GetElapsedTime(_looked) < BetweenLooks || !_stream.CanSeek)
        {
            return;
        }

        _looked = _time.GetTimestamp();
        var there = new FileInfo(_path);
        if (there.Exists && there.Length == _stream.Length)
        {
            return;
        }

        FileStream fresh = Open(_path);
        _stream.Dispose();
        _stream = fresh;
    }

    // So that the next line does not begin in the middle of a broken one.
    private void CutTo(long end)
    {
        try
        {
            _stream.SetLength(end);
        }
        catch (Exception error) when (error is IOException or ArgumentException or UnauthorizedAccessException)
        {
            // A device has no length to set; of a disk at fault the first error tells.
        }
    }

    private static FileStream Open(string path)
    {
        FileStreamOptions options = OwnFiles.Options(FileMode.OpenOrCreate, share: FileShare.ReadWrite | FileShare.Delete);
        options.BufferSize = 0;
        var stream = new FileStream(path, options);
        AppendMode.Set(stream.SafeFileHandle);
        return stream;
    }
}
