using InvitesApi.Benchmarks.Load;

namespace InvitesApi.Benchmarks.Contestants;

/// <summary>A server that is measured, in a process of its own.</summary>
internal interface IContestant : IAsyncDisposable
{
    /// <summary>What it is called in tables.</summary>
    string Name { get; }

    /// <summary>Its process.</summary>
    int ProcessId { get; }

    /// <summary>A request that makes an invite.</summary>
    LoadTarget Invites { get; }

    /// <summary>The same with a key that it does not know.</summary>
    LoadTarget Refused { get; }

    /// <summary>A request for the list of <see cref="Serving.Listed"/> invites, as JSON; null: it has none.</summary>
    LoadTarget? Lists { get; }

    /// <summary>The file or the folder that its invites go to; null: there is none.</summary>
    string? Storage { get; }
}
