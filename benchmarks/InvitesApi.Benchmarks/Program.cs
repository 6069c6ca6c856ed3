using InvitesApi.Benchmarks;
using InvitesApi.Benchmarks.Contestants;
using InvitesApi.Benchmarks.Endpoint;
using InvitesApi.Benchmarks.Micro;
using InvitesApi.Benchmarks.Overload;
using InvitesApi.Benchmarks.Scale;
using InvitesApi.Benchmarks.Shell;

return args switch
{
    ["shell", .. var options] => await ShellBenchmark.RunAsync(new BenchmarkOptions(options)),
    ["endpoint", .. var options] => await EndpointBenchmark.RunAsync(new BenchmarkOptions(options)),
    ["scale", .. var options] => await ScaleBenchmark.RunAsync(new BenchmarkOptions(options)),
    ["overload", .. var options] => await OverloadBenchmark.RunAsync(new BenchmarkOptions(options)),
    ["micro", .. var options] => MicroBenchmark.Run(new BenchmarkOptions(options)),
    ["all", .. var options] => await AllAsync(new BenchmarkOptions(options)),

    // What the benchmarks start as processes of their own.
    ["shell-load", var uri, var count] => await ShellLoad.RunAsync(uri, count),
    [Serving.BareRole] => await Serving.ServeBareAsync(),
    [Serving.InvitesRole, var database] => await Serving.ServeInvitesAsync(database, listed: null),
    [Serving.InvitesRole, var database, var listed] => await Serving.ServeInvitesAsync(database, listed),
    _ => Usage(),
};

static async Task<int> AllAsync(BenchmarkOptions options)
{
    int failed = MicroBenchmark.Run(options);
    failed |= await ShellBenchmark.RunAsync(options);
    failed |= await EndpointBenchmark.RunAsync(options);
    failed |= await OverloadBenchmark.RunAsync(options);
    return failed | await ScaleBenchmark.RunAsync(options);
}

static int Usage()
{
    Console.Error.WriteLine(
        """
        endpoint    durable invites, refused keys and pages: bare Kestrel, ours and Prosody in turn
        scale       the same with 1,000 to 10,000,000 invites held, and with 10 to 100,000 keys
        shell       what a session waits for and holds, against an empty module, in fresh processes of pwsh
        micro       the parts of a request, one by one
        overload    1,000 connections: who is served, and whether all is well after
        all         all of these

        --rounds N    how often each row has its turn (3, shell 9)  --invites N   the most invites held (10000000), or made (shell, 1000000)
        --seconds N   how long a turn is (1)                        --keys N      the most keys held (100000)
        --output DIR  where JSON files and plots go (artifacts/benchmarks)
        """);
    return 64;
}
