using System.Diagnostics;
using System.Net;

namespace InvitesApi.Fuzzing.Sockets;

/// <summary>
/// Requests with changes at a served socket: none may give an error of the server, a line in its log, a crash or a leak. The server is in this
/// process, so what is held is both sides'.
/// </summary>
internal static class SocketRun
{
    private const int Clients = 32;
    private const int Part = 10_000;

    // What caches and pools may still take after the first part.
    private const long ManagedAllowance = 16 * 1024 * 1024;
    private const int FileAllowance = 64;

    /// <summary>Does it.</summary>
    /// <param name="count">How many requests, in parts.</param>
    /// <param name="seed">What decides on the changes.</param>
    /// <returns>0 where all went well.</returns>
    public static async Task<int> RunAsync(int count, ulong seed)
    {
        await using FuzzedServer server = await FuzzedServer.StartAsync();
        var client = new SocketClient(new IPEndPoint(IPAddress.Loopback, server.Port));
        Mutator[] mutators = [.. Enumerable.Range(0, Clients).Select(
            i => new Mutator(server.Seeds.Requests, server.Seeds.Words, seed + ((ulong)i << 32)))];
        var counts = new StatusCounts();
        MemoryMark? first = null;
        MemoryMark last = MemoryMark.Take();
        long start = Stopwatch.GetTimestamp();
        for (int sent = 0; sent < count;)
        {
            int part = Math.Min(Part, count - sent);
            int left = part;
            string?[] broken = await Task.WhenAll(mutators.Select(
                mutator => Task.Run(() => ThrowAsync(client, mutator, counts, () => Interlocked.Decrement(ref left) >= 0))));
            sent += part;
            last = MemoryMark.Take();
            first ??= last;
            Console.WriteLine($"{sent:N0} requests, {counts.Total:N0} answers, {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s: {last}");
            string[] failures = [.. broken.OfType<string>(), .. server.ReadErrors()];
            if (failures.Length > 0)
            {
                Console.WriteLine(string.Join(Environment.NewLine, failures));
                return 1;
            }
        }

        Console.WriteLine($"Answers by status: {counts}");
        Console.WriteLine($"After the first part: {first}");
        Console.WriteLine($"After the last part: {last}");
        return await IsFlatAsync(first ?? last, last) && await IsAliveAsync(client, server, counts) ? 0 : 1;
    }

    private static async Task<string?> ThrowAsync(SocketClient client, Mutator mutator, StatusCounts counts, Func<bool> goesOn)
    {
        string? broken = null;
        while (broken is null && goesOn())
        {
            byte[] data = mutator.Next();
            if (mutator.Below(4) == 0)
            {
                data = [.. data, .. mutator.Next()]; // a second one behind it
            }

            await client.SendAsync(
                data,
                (SocketManner)Math.Max(0, mutator.Below(12) - 8),
                received => broken = counts.Add(received.Span) ? $"An error of the server, by (base64) {Convert.ToBase64String(data)}" : null);
        }

        return broken;
    }

    private static Task<bool> IsFlatAsync(MemoryMark first, MemoryMark last)
    {
        bool isFlat = last.Managed - first.Managed < ManagedAllowance && last.Files - first.Files < FileAllowance;
        Console.WriteLine(isFlat ? "Memory is flat." : "Memory has grown.");
        return Task.FromResult(isFlat);
    }

    private static async Task<bool> IsAliveAsync(SocketClient client, FuzzedServer server, StatusCounts counts)
    {
        long before = counts.Total;
        await client.SendAsync(server.Seeds.Requests[0], SocketManner.Patient, received => counts.Add(received.Span));
        bool isAlive = counts.Total > before;
        Console.WriteLine(isAlive ? "A good request is answered." : "A good request is not answered.");
        return isAlive;
    }
}
