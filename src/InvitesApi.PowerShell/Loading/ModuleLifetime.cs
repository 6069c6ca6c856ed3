using System.Management.Automation;
using InvitesApi.PowerShell.Servers;

namespace InvitesApi.PowerShell.Loading;

/// <summary>What happens when the module comes into a session and leaves it.</summary>
public sealed class ModuleLifetime : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    /// <summary>Makes the server's assemblies available to this one, and to no other.</summary>
    public void OnImport() => ServerLoadContext.Attach();

    /// <summary>Stops the servers of this session and lets go of what import has set up.</summary>
    /// <param name="psModuleInfo">The module that leaves.</param>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        ServerRegistry.StopThoseOfThisRunspace();
        ServerLoadContext.Detach();
    }
}
