using InvitesApi.Server.Configuration;
using InvitesApi.Server.Hosting;

namespace InvitesApi.Server.Tests.Support;

/// <summary>A configuration file in a folder of its own.</summary>
internal sealed class WrittenConfiguration : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public WrittenConfiguration(string text)
    {
        File = In("server.json");
        System.IO.File.WriteAllText(File, text);
    }

    public string File { get; }

    public string Folder => _folder.Path;

    public string In(string name) => Path.Combine(_folder.Path, name);

    /// <summary>Writes a file beside it.</summary>
    public void Write(string name, string text, UnixFileMode mode)
    {
        System.IO.File.WriteAllText(In(name), text);
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.SetUnixFileMode(In(name), mode);
        }
    }

    public ConfigurationLayer Read() => ConfigurationLayer.OfFile(File);

    /// <summary>The options of a server that has the file, and parameters.</summary>
    public InviteServerOptions Build(params (string Name, object Value)[] parameters) => ServerConfiguration.Build(
        Read(),
        ConfigurationLayer.OfParameters(
            [.. parameters.Select(parameter => new ConfigurationEntry(parameter.Name, 0, new ConfigurationNode(parameter.Value, 0)))],
            (_, path) => path),
        () => In("default.db"));

    /// <summary>What a check finds.</summary>
    public async Task<IReadOnlyList<ConfigurationFinding>> CheckAsync() =>
        await ConfigurationCheck.RunAsync(Read(), () => In("default.db"), TestContext.Current.CancellationToken);

    public void Dispose() => _folder.Dispose();
}
