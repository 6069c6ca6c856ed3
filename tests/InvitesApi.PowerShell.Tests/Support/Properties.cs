using System.Management.Automation;

namespace InvitesApi.PowerShell.Tests;

/// <summary>Reads properties as a script does: by name.</summary>
internal static class Properties
{
    public static object? Get(this PSObject item, string property) =>
        (item.Properties[property] ?? throw new InvalidOperationException($"There is no property {property}.")).Value;

    public static string Text(this PSObject item, string property) => Assert.IsType<string>(item.Get(property));

    public static int Port(this PSObject server) => Assert.IsType<int>(server.Get("Port"));
}
