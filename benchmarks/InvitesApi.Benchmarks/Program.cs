using InvitesApi.Benchmarks;

return args switch
{
    ["shell", ..] => await ShellBenchmark.RunAsync(args[1..]),
    ["endpoint", ..] => await EndpointBenchmark.RunAsync(args[1..]),

    // What the benchmarks start as processes of their own.
    ["shell-load", var uri, var count] => await ShellLoad.RunAsync(uri, count),
    ["serve-bare"] => await Contestant.ServeBareAsync(),
    ["serve-invites", var database] => await Contestant.ServeInvitesAsync(database),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        shell [SAMPLES [INVITES]]  what a session waits for and holds, against an empty module, in fresh processes of pwsh
        endpoint [SECONDS]       durable invites and refused keys against an empty 201 of bare Kestrel, with wrk
        """);
    return 64;
}
