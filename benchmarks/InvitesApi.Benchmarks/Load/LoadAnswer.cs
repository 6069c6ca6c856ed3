using System.Runtime.InteropServices;

namespace InvitesApi.Benchmarks.Load;

/// <summary>What came of a request.</summary>
/// <param name="Status">The status of the answer, or <see cref="None"/>.</param>
/// <param name="Milliseconds">How long it took.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LoadAnswer(int Status, double Milliseconds)
{
    /// <summary>In place of a status: the connection ended before the answer did.</summary>
    public const int None = 0;
}
