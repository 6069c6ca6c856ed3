using System.Diagnostics;
using System.Net;

namespace InvitesApi.Fuzzing.Sockets;

/// <summary>
/// Requests with changes at a served socket: none may give an error of the server, a line in its log, a crash or a leak. The server is in this
/// process, so what is held is both sides'.
/// </summary>
internal static class SocketRun
{
    private const int Clients = 64;
    private const int LongestPipeline = 4;

    /// <summary>Does it.</summary>
    /// <param name="count">How many requests, in steps of the same size.</param>
    /// <param name="seed">What decides on the changes.</param>
    /// <returns>0 where all went well.</returns>
    public static async Task<int> RunAsync(int count, ulong seed)
    {
        await using FuzzedServer server = await FuzzedServer.StartAsync();
        var address = new IPEndPoint(IPAddress.Loopback, server.Port);
        SocketClient[] clients = [.. Enumerable.Range(0, Clients).Select(_ => new SocketClient(address))];
        Mutator[] mutators = [.. Enumerable.Range(0, Clients).Select(
            i => new Mutator(server.Seeds.Requests, server.Seeds.Words, seed + ((ulong)i << 32)))];
        var counts = new StatusCounts();
        var memory = new MemoryCourse();
        long start = Stopwatch.GetTimestamp();
        for (int step = 1; step <= MemoryCourse.Steps; step++)
        {
            int left = Math.Max(1, count / MemoryCourse.Steps);
            string?[] broken = await Task.WhenAll(mutators.Select(
                (mutator, i) => Task.Run(() => ThrowAsync(clients[i], server, mutator, counts, () => Interlocked.Decrement(ref left) >= 0))));
            Console.WriteLine(
                $"{(long)count * step / MemoryCourse.Steps:N0} requests, {counts.Total:N0} answers, "
                + $"{Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s: {memory.Mark()}");
            string[] failures = [.. broken.OfType<string>(), .. server.ReadErrors()];
            if (failures.Length > 0)
            {
                Console.WriteLine(string.Join(Environment.NewLine, failures));
                return 1;
            }
        }

        Console.WriteLine($"Answers by status: {counts}");
        Console.WriteLine($"Second quarter: {memory.Early}");
        Console.WriteLine($"Last quarter: {memory.Late}");
        Console.WriteLine(memory.IsFlat ? "Memory is flat." : "Memory has grown.");
        return await IsAliveAsync(clients[0], server, counts) && memory.IsFlat ? 0 : 1;
    }

    private static async Task<string?> ThrowAsync(
        SocketClient client, FuzzedServer server, Mutator mutator, StatusCounts counts, Func<bool> goesOn)
    {
        string? broken = null;
        while (broken is null && goesOn())
        {
            byte[] data = mutator.Next();

            // Some go down the same connection, without a wait for answers. Each counts.
            for (int more = Math.Max(0, mutator.Below(2 * LongestPipeline) - LongestPipeline); more > 0 && goesOn(); more--)
            {
                data = [.. data, .. mutator.Next()];
            }

            // Where the framing is whole, the server closes after this one, and nobody has to wait.
            data = mutator.Below(8) == 0 ? data : [.. data, .. server.Seeds.Last];
            var manner = (SocketManner)Math.Max(0, mutator.Below(12) - 8);
            await client.SendAsync(data, manner, received => broken = counts.Add(received.Span) ? Tell(data, manner, received) : null);
        }

        return broken;
    }

    private static string Tell(byte[] data, SocketManner manner, ReadOnlyMemory<byte> received) =>
        $"An error of the server, by (base64) {Convert.ToBase64String(data)}, {manner}, answered (base64) {Convert.ToBase64String(received.Span)}";

    private static async Task<bool> IsAliveAsync(SocketClient client, FuzzedServer server, StatusCounts counts)
    {
        long before = counts.Total;
        await client.SendAsync(server.Seeds.Requests[0], SocketManner.Patient, received => counts.Add(received.Span));
        bool isAlive = counts.Total > before;
        Console.WriteLine(isAlive ? "A good request is answered." : "A good request is not answered.");
        return isAlive;
    }
}
