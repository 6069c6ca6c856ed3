using System.Globalization;

namespace InvitesApi.Server.Tests.Support;

/// <summary>How often, and for how long, faults are made to happen: a little in the usual run, in full where the environment asks for it.</summary>
internal static class FaultScale
{
    /// <summary>The environment variable that asks for the full run, with the value 1.</summary>
    public const string Variable = "INVITES_API_FULL_FAULTS";

    /// <summary>A number of the usual run, or of the full one.</summary>
    public static int Of(int usual, int full) =>
        Environment.GetEnvironmentVariable(Variable) == 1.ToString(CultureInfo.InvariantCulture) ? full : usual;
}
