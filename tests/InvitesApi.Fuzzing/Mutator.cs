using CsCheck;

namespace InvitesApi.Fuzzing;

/// <summary>Makes inputs of inputs. The same seed makes the same ones.</summary>
/// <param name="inputs">What to begin with.</param>
/// <param name="words">What may be put in: words of the format.</param>
/// <param name="seed">The seed.</param>
internal sealed class Mutator(IReadOnlyList<byte[]> inputs, IReadOnlyList<byte[]> words, ulong seed)
{
    private const int MostSteps = 6;
    private const int LongestRun = 40_000;

    private readonly PCG _random = new(1, seed);

    /// <summary>The next input.</summary>
    public byte[] Next()
    {
        List<byte> data = [.. Any(inputs)];
        int steps = Below(MostSteps + 1);
        for (int i = 0; i < steps; i++)
        {
            Change(data);
        }

        return [.. data];
    }

    /// <summary>A number from 0 up to below a limit.</summary>
    public int Below(int limit) => (int)_random.Next((uint)limit);

    private byte[] Any(IReadOnlyList<byte[]> list) => list[Below(list.Count)];

    private void Change(List<byte> data)
    {
        int at = Below(data.Count + 1);
        switch (Below(10))
        {
            case 0 when at < data.Count:
                data[at] ^= (byte)(1 << Below(8));
                break;
            case 1 when at < data.Count:
                data[at] = (byte)Below(256);
                break;
            case 2:
                data.Insert(at, (byte)Below(256));
                break;
            case 3:
                data.RemoveRange(at, Span(data.Count - at));
                break;
            case 4:
                data.InsertRange(at, data.GetRange(at, Span(data.Count - at)));
                break;
            case 5:
                data.RemoveRange(at, data.Count - at);
                break;
            case 6:
                byte[] other = Any(inputs);
                data.InsertRange(at, other.AsSpan(Below(other.Length + 1)).ToArray());
                break;
            case 7 when Below(20) == 0:
                data.InsertRange(at, Enumerable.Repeat((byte)(' ' + Below(95)), Below(LongestRun)));
                break;
            default:
                data.InsertRange(at, Any(words));
                break;
        }
    }

    // Most changes are small.
    private int Span(int most) => Math.Min(most, Below(Below(4) == 0 ? 1 + most : 8));
}
