using System.Diagnostics;

namespace InvitesApi.Benchmarks;

/// <summary>Starts this program once more, in a role.</summary>
internal static class Self
{
    public static Process Start(params string[] role)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardInput = true };
        foreach (string argument in role)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}
