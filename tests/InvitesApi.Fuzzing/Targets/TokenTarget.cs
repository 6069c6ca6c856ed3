using System.Buffers.Text;
using InvitesApi.Server.Invites;

namespace InvitesApi.Fuzzing.Targets;

/// <summary>Tokens of invites: what is one has one row, and that row one token.</summary>
internal static class TokenTarget
{
    private const long EndOfNumbers = 1L << 48;

    private static readonly InviteTokenCipher Cipher = new(new byte[InviteTokenCipher.SecretSize]);
    private static readonly byte[] Nonce = new byte[InviteTokenCipher.NonceSize];

    /// <summary>Reads one.</summary>
    /// <param name="data">Its text.</param>
    public static void Run(byte[] data)
    {
        string text = FuzzText.Of(data);
        if (!Cipher.TryReadNumber(text, out long number))
        {
            return;
        }

        Promise.That(number is >= 0 and < EndOfNumbers, "the number of a row has 48 bits");
        Promise.That(Base64Url.EncodeToString(Base64Url.DecodeFromChars(text)) == text, "a token is written in one way");
        string own = Cipher.Make(number, Nonce);
        Promise.That(Cipher.TryReadNumber(own, out long back) && back == number, "a token tells its row");
        Promise.That(Cipher.Matches(text, number, Nonce) == (own == text), "a row has one token");
    }
}
