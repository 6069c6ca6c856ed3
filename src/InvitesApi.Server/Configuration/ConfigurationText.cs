using InvitesApi.Server.Faults;

namespace InvitesApi.Server.Configuration;

/// <summary>The text of a configuration file.</summary>
internal static class ConfigurationText
{
    // Nobody writes so much; a device or a wrong file shall not fill the memory.
    private const int Most = 1024 * 1024;

    /// <summary>Reads it: UTF-8, or what its first bytes (BOM) say.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InviteException"><see cref="InviteFault.ConfigurationUnavailable"/>.</exception>
    public static string Read(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            char[] text = new char[Most + 1];
            int length = reader.ReadBlock(text);
            return length <= Most
                ? new string(text, 0, length)
                : throw Unavailable(path, $"It has more than {Most} characters.", cause: null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw Unavailable(path, error.Message, error);
        }
    }

    private static InviteException Unavailable(string path, string why, Exception? cause) => new(
        InviteFault.ConfigurationUnavailable,
        $"The configuration file '{path}' can't be read: {why} Give the path of a JSON or .psd1 file that this user may read.",
        path,
        cause);
}
