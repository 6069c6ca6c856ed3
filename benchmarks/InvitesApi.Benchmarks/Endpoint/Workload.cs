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
    public const string List = "list by JSON";

    /// <summary>All that is asked of a contestant.</summary>
    public static async Task<IReadOnlyList<Workload>> OfAsync(IContestant contestant)
    {
        var all = new List<Workload> { new(contestant, Invite, contestant.Invites) };
        if (contestant.Storage is not null)
        {
            all.Add(new Workload(contestant, Refused, contestant.Refused));
            all.Add(new Workload(contestant, Page, new LoadTarget(await Asking.PageAsync(contestant))));
        }

        if (contestant.Lists is { } lists)
        {
            all.Add(new Workload(contestant, List, lists));
        }

        return all;
    }
}
