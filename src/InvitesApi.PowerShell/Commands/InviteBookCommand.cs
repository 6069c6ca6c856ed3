using InvitesApi.PowerShell.Output;
using InvitesApi.Server.Invites;

namespace InvitesApi.PowerShell.Commands;

/// <summary>What all cmdlets have that work with invites.</summary>
public abstract class InviteBookCommand : DatabaseCommand
{
    private readonly Dictionary<string, InviteBook> _books = new(StringComparer.Ordinal);

    private protected InviteBookCommand()
    {
    }

    /// <summary>The invites of the database.</summary>
    private protected InviteBook OpenBook()
    {
        string path = DatabasePath;
        if (!_books.TryGetValue(path, out InviteBook? book))
        {
            book = new InviteBook(OpenDatabase(), TimeProvider.System);
            _books.Add(path, book);
        }

        return book;
    }

    /// <summary>An invite as it is put out.</summary>
    private protected InviteInfo Shown(Invite invite) =>
        new(invite, PageOf(invite), TimeProvider.System.GetUtcNow(), DatabasePath);

    /// <summary>The link to an invite's page; null where none is known.</summary>
    private protected string? PageOf(Invite invite) => Await(OpenBook().PageOfAsync(invite, StopToken).AsTask());

    /// <summary>Takes what comes one after the other, in the pipeline's thread.</summary>
    private protected IEnumerable<T> Each<T>(IAsyncEnumerable<T> items)
        where T : class
    {
        IAsyncEnumerator<T> item = items.GetAsyncEnumerator(StopToken);
        try
        {
            while (Await(item.MoveNextAsync().AsTask()))
            {
                yield return item.Current;
            }
        }
        finally
        {
            Await(item.DisposeAsync().AsTask());
        }
    }
}
