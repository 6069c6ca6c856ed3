using System.Runtime.ExceptionServices;

namespace InvitesApi.Server.Hosting;

/// <summary>Lets go of several things: of each, whatever happens with the others.</summary>
internal static class Release
{
    /// <summary>Lets go of them, one after another.</summary>
    /// <param name="steps">What lets go of each.</param>
    /// <exception cref="Exception">What the first that failed has thrown.</exception>
    public static async Task AllAsync(params IReadOnlyList<Func<ValueTask>> steps)
    {
        ExceptionDispatchInfo? first = null;
        foreach (Func<ValueTask> step in steps)
        {
            try
            {
                await step();
            }
            catch (Exception error) // whatever it was: the next must go too
            {
                first ??= ExceptionDispatchInfo.Capture(error);
            }
        }

        first?.Throw();
    }
}
