using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace InvitesApi.Benchmarks.Load;

/// <summary>Clients that each keep one connection and ask again as soon as they have their answer.</summary>
internal static class SocketLoad
{
    /// <summary>Asks a server for some time.</summary>
    public static async Task<LoadAnswers> RunAsync(LoadTarget target, int connections, TimeSpan time)
    {
        byte[] request = Encoding.ASCII.GetBytes(
            $"GET {target.Uri.PathAndQuery} HTTP/1.1\r\nHost: {target.Uri.Authority}\r\n"
            + (target.Key is null ? "\r\n" : $"Authorization: Bearer {target.Key}\r\n\r\n"));
        long end = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        List<LoadAnswer>[] answers = await Task.WhenAll(Enumerable.Range(0, connections)
            .Select(_ => Task.Run(() => AskAsync(target.Uri, request, end))));
        return new LoadAnswers([.. answers.SelectMany(one => one)], time, target.IsRefused);
    }

    private static async Task<List<LoadAnswer>> AskAsync(Uri uri, byte[] request, long end)
    {
        var answers = new List<LoadAnswer>();
        var reader = new AnswerReader();
        while (Stopwatch.GetTimestamp() < end)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(uri.Host, uri.Port);
                while (Stopwatch.GetTimestamp() < end)
                {
                    long began = Stopwatch.GetTimestamp();
                    await socket.SendAsync(request);
                    int status = await reader.ReadAsync(socket);
                    answers.Add(new LoadAnswer(status, Stopwatch.GetElapsedTime(began).TotalMilliseconds));
                    if (status == LoadAnswer.None)
                    {
                        break;
                    }
                }
            }
            catch (SocketException)
            {
                answers.Add(new LoadAnswer(LoadAnswer.None, 0));
            }
        }

        return answers;
    }
}
