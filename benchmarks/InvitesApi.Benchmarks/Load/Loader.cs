namespace InvitesApi.Benchmarks.Load;

/// <summary>
/// Loads a server: with wrk, or where it is missing with a client of our own, which takes more of the machine for itself.
/// </summary>
internal static class Loader
{
    /// <summary>What loads, to be told with the figures.</summary>
    public static string Name => Wrk.IsInstalled ? "wrk" : "own client (wrk is not installed)";

    /// <summary>Asks a server for some time.</summary>
    /// <param name="target">What it is asked.</param>
    /// <param name="connections">How many clients ask at the same time.</param>
    /// <param name="seconds">For how long.</param>
    public static async Task<LoadFigures> RunAsync(LoadTarget target, int connections, int seconds) => Wrk.IsInstalled
        ? await Wrk.RunAsync(target, connections, seconds)
        : (await SocketLoad.RunAsync(target, connections, TimeSpan.FromSeconds(seconds))).Figures;
}
