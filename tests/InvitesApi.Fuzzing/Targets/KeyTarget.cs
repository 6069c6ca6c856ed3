using InvitesApi.Server.Keys;

namespace InvitesApi.Fuzzing.Targets;

/// <summary>Keys: what is one is the two halves that were written, and nothing else.</summary>
internal static class KeyTarget
{
    /// <summary>Reads one.</summary>
    /// <param name="data">Its text.</param>
    public static void Run(byte[] data)
    {
        string text = FuzzText.Of(data);
        if (ApiKeyText.TryParse(text.AsMemory(), out ApiKeyText key))
        {
            Promise.That(key.Reveal() == text, "a key is what was written");
            Promise.That(text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '/'), "a key is base64url and one slash");
            Promise.That(text.Length <= ApiKeyText.LongestId + 1 + ApiKeyText.LongestToken, "a key is of bounded length");
            Promise.That(
                !key.IsMistyped || text.StartsWith(ApiKeyText.Prefix, StringComparison.Ordinal), "only keys that have a checksum can have a wrong one");
        }
    }
}
