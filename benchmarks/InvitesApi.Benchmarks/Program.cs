using InvitesApi.Benchmarks;

return args switch
{
    ["shell", ..] => await ShellBenchmark.RunAsync(),
    ["endpoint", ..] => await EndpointBenchmark.RunAsync(args[1..]),

    // What the benchmarks start as processes of their own.
    ["shell-sample"] => ShellSample.Run(),
    ["serve-bare"] => await Contestant.ServeBareAsync(),
    ["serve-invites", var database] => await Contestant.ServeInvitesAsync(database),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        shell                    Import-Module, and the first 201 after Start-InviteApiServer, each in a fresh process
        endpoint [SECONDS]       durable invites and refused keys against an empty 201 of bare Kestrel, with wrk
        """);
    return 64;
}
