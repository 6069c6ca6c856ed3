using System.Security;
using System.Text.Json.Nodes;
using InvitesApi.Server.Faults;

namespace InvitesApi.Server.Configuration.Types;

/// <summary>A password that stands in a file of its own, which nobody but its owner may read.</summary>
internal sealed class PasswordFileType : SettingType<SecureString>
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private static readonly PathKind Kind = new(InviteFault.ConfigurationInvalid, "the path of a file whose first line is the password");

    /// <inheritdoc/>
    public override string Wanted => Kind.Wanted;

    /// <inheritdoc/>
    public override JsonObject Schema() => new() { ["type"] = "string", ["minLength"] = 1 };

    /// <inheritdoc/>
    public override SecureString Read(ConfigurationNode node, SettingSource source)
    {
        string path = source.Resolve(Kind, node.Value is string { Length: > 0 } text && !text.Contains('\0', StringComparison.Ordinal)
            ? text
            : throw Refuse(node));
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != UnixFileMode.None)
            {
                throw new SettingException(node.Line, $"Others may read or write the file '{path}'. Give it the mode 600.");
            }

            using StreamReader reader = File.OpenText(path);
            var password = new SecureString();
            for (int next = reader.Read(); next is not (-1 or '\r' or '\n'); next = reader.Read())
            {
                password.AppendChar((char)next);
            }

            password.MakeReadOnly();
            return password;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new SettingException(node.Line, $"The file '{path}' can't be read: {error.Message}", error);
        }
    }
}
