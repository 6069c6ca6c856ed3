using System.Management.Automation;

namespace InvitesApi.PowerShell.Tests;

/// <summary>The cmdlets that the module really has, so that what holds for all of them holds for the next one too.</summary>
public static class ModuleCmdlets
{
    private static readonly Lazy<IReadOnlyList<CmdletInfo>> Found = new(Find);

    /// <summary>The parameters that PowerShell gives to cmdlets, those for paging among them.</summary>
    public static IReadOnlySet<string> Shared { get; } = Cmdlet.CommonParameters
        .Concat(Cmdlet.OptionalCommonParameters)
        .Concat(typeof(PagingParameters).GetProperties().Select(parameter => parameter.Name))
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<CmdletInfo> All => Found.Value;

    /// <summary>Their names.</summary>
    public static TheoryData<string> Names => [.. All.Select(cmdlet => cmdlet.Name)];

    /// <summary>The names of those that use a database.</summary>
    public static TheoryData<string> NamesWithDatabase => NamesWith("Database");

    /// <summary>The names of those that are about virtual hosts.</summary>
    public static TheoryData<string> NamesWithVirtualHost => NamesWith("VirtualHost");

    public static CmdletInfo Get(string name) => All.Single(cmdlet => cmdlet.Name == name);

    /// <summary>The parameters that a cmdlet does not share with every other of PowerShell.</summary>
    public static IEnumerable<ParameterMetadata> OwnParameters(this CmdletInfo cmdlet) => cmdlet.Parameters.Values
        .Where(parameter => !Shared.Contains(parameter.Name));

    /// <summary>A call of a cmdlet with a value for each parameter that it must have, which asks no question.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="virtualHost">The value of -VirtualHost.</param>
    public static string SampleCall(this CmdletInfo cmdlet, string virtualHost = "example.com")
    {
        CommandParameterSetInfo set = cmdlet.ParameterSets
            .OrderByDescending(candidate => candidate.Parameters.Any(parameter => parameter.Name == "VirtualHost"))
            .ThenByDescending(candidate => candidate.IsDefault)
            .First();
        IEnumerable<string> arguments = set.Parameters
            .Where(parameter => parameter.IsMandatory || parameter.Name == "VirtualHost")
            .Select(parameter => $"-{parameter.Name} {SampleValue(parameter, virtualHost)}");
        string confirm = cmdlet.Parameters.ContainsKey("Confirm") ? " -Confirm:$false" : string.Empty;
        return $"{cmdlet.Name} {string.Join(' ', arguments)}{confirm}";
    }

    private static string SampleValue(CommandParameterInfo parameter, string virtualHost)
    {
        Type type = parameter.ParameterType.GetElementType() ?? parameter.ParameterType;
        return parameter.Name == "VirtualHost" ? $"'{virtualHost}'"
            : parameter.Name == "Path" ? "'never-written.svg'"
            : type == typeof(int) || type == typeof(long) ? "1"
            : type == typeof(DateTime) || type == typeof(DateTimeOffset) ? "'2000-01-01'"
            : type == typeof(Uri) ? "'https://example.com/'"
            : type.Name == "InviteApiServer" ? "(Start-InviteApiServer example.net -Confirm:$false)"
            : "'AAAAAAAAAAAA'";
    }

    private static TheoryData<string> NamesWith(string parameter) =>
        [.. All.Where(cmdlet => cmdlet.Parameters.ContainsKey(parameter)).Select(cmdlet => cmdlet.Name)];

    private static IReadOnlyList<CmdletInfo> Find()
    {
        using var session = new ModuleSession();

        // Parameters are read while there is a session to read them in.
        return [.. session.Run("Get-Command -Module InvitesApi | ForEach-Object { $null = $_.ParameterSets; $null = $_.Parameters; $_ }")
            .Select(command => Assert.IsType<CmdletInfo>(command.BaseObject))];
    }
}
