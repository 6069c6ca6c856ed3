using System.Buffers.Text;
using System.Net.Sockets;

namespace InvitesApi.Benchmarks.Load;

/// <summary>Reads answers of HTTP/1.1 from a connection, one after the other: no more than a load needs of them.</summary>
internal sealed class AnswerReader
{
    private const int StatusAt = 9; // after "HTTP/1.1 "
    private const int StatusLength = 3;

    private readonly byte[] _buffer = new byte[256 * 1024];

    /// <summary>Reads an answer to its end.</summary>
    /// <returns>Its status; <see cref="LoadAnswer.None"/> where the connection ended before.</returns>
    public async ValueTask<int> ReadAsync(Socket socket)
    {
        int length = 0;
        while (!IsWhole(_buffer.AsSpan(0, length)))
        {
            int read = length < _buffer.Length ? await socket.ReceiveAsync(_buffer.AsMemory(length)) : 0;
            if (read == 0)
            {
                return LoadAnswer.None;
            }

            length += read;
        }

        return Utf8Parser.TryParse(_buffer.AsSpan(StatusAt, StatusLength), out int status, out _) ? status : LoadAnswer.None;
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        int head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return false;
        }

        ReadOnlySpan<byte> fields = answer[..(head + 2)];
        ReadOnlySpan<byte> body = answer[(head + 4)..];
        int at = fields.IndexOf("\r\nContent-Length: "u8);
        if (at < 0)
        {
            at = fields.IndexOf("\r\ncontent-length: "u8);
        }

        return at >= 0 && Utf8Parser.TryParse(fields[(at + "\r\nContent-Length: "u8.Length)..], out int length, out _)
            ? body.Length >= length
            : body.EndsWith("0\r\n\r\n"u8); // in chunks
    }
}
