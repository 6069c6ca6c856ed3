using System.Globalization;
using InvitesApi.Fuzzing;
using InvitesApi.Fuzzing.Sockets;
using SharpFuzz;

return args switch
{
    ["replay"] => Math.Min(Replay.Run(FuzzTargets.All), 1),
    ["replay", var target] => Math.Min(Replay.Run(FuzzTargets.Named(target)), 1),
    ["afl", var target] => Afl(FuzzTargets.Named(target)[0]),
    ["random", var target, var seconds] => Random(FuzzTargets.Named(target)[0], seconds, seed: "1"),
    ["random", var target, var seconds, var seed] => Random(FuzzTargets.Named(target)[0], seconds, seed),
    ["socket", var count] => await SocketRun.RunAsync(Number(count), seed: 1),
    ["socket", var count, var seed] => await SocketRun.RunAsync(Number(count), Seed(seed)),
    _ => Usage(),
};

static int Afl(FuzzTarget target)
{
    Fuzzer.Run(stream =>
    {
        using var data = new MemoryStream();
        stream.CopyTo(data);
        target.Run(data.ToArray());
    });
    return 0;
}

static int Random(FuzzTarget target, string seconds, string seed) =>
    RandomRun.Run(target, TimeSpan.FromSeconds(Number(seconds)), Seed(seed));

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static ulong Seed(string text) => ulong.Parse(text, CultureInfo.InvariantCulture);

static int Usage()
{
    Console.Error.WriteLine(
        """
        replay [TARGET]                the kept inputs once more
        random TARGET SECONDS [SEED]   kept inputs with changes
        afl TARGET                     what afl-fuzz starts, with assemblies that sharpfuzz has instrumented
        socket COUNT [SEED]            requests with changes at a served socket
        """);
    Console.Error.WriteLine($"Targets: {string.Join(", ", FuzzTargets.All.Select(target => target.Name))}");
    return 64;
}
