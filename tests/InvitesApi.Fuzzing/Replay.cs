namespace InvitesApi.Fuzzing;

/// <summary>Gives the kept inputs to their targets once more.</summary>
internal static class Replay
{
    /// <summary>Does it.</summary>
    /// <param name="targets">The targets.</param>
    /// <returns>How many inputs have broken a promise.</returns>
    public static int Run(IReadOnlyList<FuzzTarget> targets)
    {
        int broken = 0;
        foreach (FuzzTarget target in targets)
        {
            IReadOnlyList<(string Name, byte[] Data)> inputs = Corpus.Of(target);
            foreach ((string name, byte[] data) in inputs)
            {
                if (Failure(target, data) is { } failure)
                {
                    broken++;
                    Console.WriteLine($"{target.Name}/{name}: {failure}");
                }
            }

            Console.WriteLine($"{target.Name}: {inputs.Count} inputs");
        }

        return broken;
    }

    /// <summary>What an input breaks; null: nothing.</summary>
    public static Exception? Failure(FuzzTarget target, byte[] data)
    {
        try
        {
            target.Run(data);
            return null;
        }
#pragma warning disable CA1031 // whatever it is, it is a finding
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return failure;
        }
    }
}
