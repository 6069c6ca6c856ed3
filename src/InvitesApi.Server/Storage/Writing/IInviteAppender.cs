namespace InvitesApi.Server.Storage.Writing;

/// <summary>What the writer stores with: a connection of one database. For one thread.</summary>
internal interface IInviteAppender : IDisposable
{
    /// <summary>Whether the file that it writes to is still the one at its path: if not, nobody will find there what was stored.</summary>
    bool IsCurrent { get; }

    /// <summary>
    /// Judges every request and stores those that were accepted, in one transaction. When it returns, they are on disk; when it throws, none
    /// is.
    /// </summary>
    /// <param name="batch">The requests. Each gets its verdict and its token.</param>
    /// <returns>Whether there was anything to store.</returns>
    bool Append(List<InviteWrite> batch);

    /// <summary>Does what can wait until the batch was answered.</summary>
    void AfterAnswers();
}
