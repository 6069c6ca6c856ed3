using InvitesApi.Benchmarks.Contestants;
using InvitesApi.Benchmarks.Load;

namespace InvitesApi.Benchmarks.Endpoint;

/// <summary>What is asked of one contestant.</summary>
/// <param name="Contestant">The contestant.</param>
/// <param name="Kind">What is asked: one of the constants.</param>
/// <param name="Target">The request.</param>
internal sealed record Workload(IContestant Contestant, string Kind, LoadTarget Target)
{
    public const string Invite = "invite";
    public const string Refused = "refused key";
    public const string Page = "invite page";

    /// <summary>All that is asked of a contestant.</summary>
    public static async Task<IReadOnlyList<Workload>> OfAsync(IContestant contestant) => contestant.Storage is null
        ? [new Workload(contestant, Invite, contestant.Invites)]
        :
        [
            new Workload(contestant, Invite, contestant.Invites),
            new Workload(contestant, Refused, contestant.Refused),
            new Workload(contestant, Page, new LoadTarget(await Asking.PageAsync(contestant))),
            // The list by JSON goes here.
        ];
}
