using System.Text;

namespace InvitesApi.Fuzzing;

/// <summary>Text of bytes: any text can be made, also one that is no Unicode.</summary>
internal static class FuzzText
{
    /// <summary>UTF-8 as it stands; a byte that is none of it becomes half of a surrogate pair.</summary>
    /// <param name="data">Any bytes.</param>
    public static string Of(ReadOnlySpan<byte> data)
    {
        const char LowSurrogates = '\uDC00';
        var text = new StringBuilder(data.Length);
        while (!data.IsEmpty)
        {
            bool isRune = Rune.DecodeFromUtf8(data, out Rune rune, out int length) == System.Buffers.OperationStatus.Done;
            if (isRune)
            {
                text.Append(rune);
            }
            else
            {
                length = 1;
                text.Append((char)(LowSurrogates | data[0]));
            }

            data = data[length..];
        }

        return text.ToString();
    }
}
