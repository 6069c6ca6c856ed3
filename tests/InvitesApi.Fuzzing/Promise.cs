namespace InvitesApi.Fuzzing;

/// <summary>What parsers promise, whatever they are given.</summary>
internal static class Promise
{
    /// <summary>Holds one to it.</summary>
    /// <param name="isKept">Whether it is kept.</param>
    /// <param name="what">What was promised.</param>
    /// <exception cref="FuzzException">It is broken.</exception>
    public static void That(bool isKept, string what)
    {
        if (!isKept)
        {
            throw new FuzzException(what);
        }
    }
}
