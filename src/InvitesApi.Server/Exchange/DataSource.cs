using System.Runtime.CompilerServices;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Storage;

namespace InvitesApi.Server.Exchange;

/// <summary>Where keys and pending invites come from: a database, or a file of JSON Lines (jsonlines.org).</summary>
public static class DataSource
{
    // Who gives the wrong file is told soon, and not a million times.
    private const int MostProblems = 100;

    /// <summary>The keys of a database, then its pending invites, oldest last.</summary>
    /// <param name="database">The database.</param>
    /// <param name="virtualHost">Of this host alone; null: of all.</param>
    /// <param name="time">What tells which invites are pending.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static async IAsyncEnumerable<DataItem> OfDatabaseAsync(
        IInviteDatabase database, string? virtualHost, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        string? host = virtualHost is null ? null : VirtualHosts.VirtualHostName.Normalize(virtualHost);
        foreach (PortableKey key in await database.ReadKeysAsync(host, cancellation))
        {
            yield return new DataItem(key, Invite: null);
        }

        var pending = new InviteFilter { VirtualHost = host, State = InviteState.Pending };
        await foreach (Invite invite in new InviteBook(database, time).ListAsync(pending, cancellation))
        {
            yield return new DataItem(Key: null, invite);
        }
    }

    /// <summary>What a file holds. A line that is none of ours is a problem of its own; after a hundred of them no more is read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="virtualHost">Of this host alone; null: of all.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="InviteException"><see cref="InviteFault.InviteDataInvalid"/>: it can't be read.</exception>
    public static async IAsyncEnumerable<DataItem> OfFileAsync(
        string path, string? virtualHost, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string? host = virtualHost is null ? null : VirtualHosts.VirtualHostName.Normalize(virtualHost);
        using StreamReader reader = Open(path);
        int problems = 0;
        for (int number = 1; await ReadLineAsync(reader, path, cancellation) is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            if (problems == MostProblems)
            {
                yield return Problem($"'{path}' has {MostProblems} such lines: what stands from line {number} on was not read.", path);
                yield break;
            }

            DataItem item = Parse(line, number, path);
            if (item.Problem is not null)
            {
                problems++;
                yield return item;
            }
            else if (host is null || (item.Key?.Key.VirtualHost ?? item.Invite!.VirtualHost) == host)
            {
                yield return item;
            }
        }
    }

    private static DataItem Parse(string line, int number, string path)
    {
        try
        {
            return DataItem.Parse(line)
                ?? Problem($"Line {number} of '{path}' is neither a key nor an invite as Export-InviteData writes them.", path);
        }
        catch (InviteException fault)
        {
            return Problem($"Line {number} of '{path}' has something that can't be: {fault.Message}", path, fault);
        }
    }

    private static DataItem Problem(string message, string path, InviteException? inner = null) =>
        new(Key: null, Invite: null, new InviteException(InviteFault.InviteDataInvalid, message, path, inner));

    private static StreamReader Open(string path)
    {
        try
        {
            return new StreamReader(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, error);
        }
    }

    private static async ValueTask<string?> ReadLineAsync(StreamReader reader, string path, CancellationToken cancellation)
    {
        try
        {
            return await reader.ReadLineAsync(cancellation);
        }
        catch (IOException error)
        {
            throw Unreadable(path, error);
        }
    }

    private static InviteException Unreadable(string path, Exception error) =>
        new(InviteFault.InviteDataInvalid, $"The file '{path}' can't be read: {error.Message}", path, error);
}
