namespace InvitesApi.Fuzzing.Sockets;

/// <summary>What the process holds after each step of a run, and whether that stays the same.</summary>
internal sealed class MemoryCourse
{
    /// <summary>How many steps a run has.</summary>
    public const int Steps = 20;

    private const long MiB = 1024 * 1024;

    // What the second quarter has taken is kept for good: caches and pools are full by then. What is allowed on top is the unrest between marks.
    private const long ManagedAllowance = 2 * MiB;
    private const long ResidentAllowance = 32 * MiB;
    private const int FileAllowance = 32;

    private readonly List<MemoryMark> _marks = [];

    /// <summary>The mean of the second quarter.</summary>
    public MemoryMark Early => Mean(1);

    /// <summary>The mean of the last quarter.</summary>
    public MemoryMark Late => Mean(3);

    /// <summary>Whether the last quarter holds no more than the second.</summary>
    public bool IsFlat => Late.Managed - Early.Managed < ManagedAllowance
        && Late.Resident - Early.Resident < ResidentAllowance
        && Late.Files - Early.Files < FileAllowance;

    /// <summary>Takes a mark, after a collection.</summary>
    public MemoryMark Mark()
    {
        _marks.Add(MemoryMark.Take());
        return _marks[^1];
    }

    private MemoryMark Mean(int quarter)
    {
        List<MemoryMark> marks = _marks[(quarter * _marks.Count / 4)..((quarter + 1) * _marks.Count / 4)];
        return new MemoryMark(
            (long)marks.Average(mark => mark.Managed), (long)marks.Average(mark => mark.Resident), (int)marks.Average(mark => mark.Files));
    }
}
