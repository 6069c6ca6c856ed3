using System.Reflection;
using System.Runtime.Loader;

namespace InvitesApi.PowerShell.Loading;

/// <summary>
/// Where the server's assembly lives with all that it needs: SQLite and ASP.NET Core. Other modules see none of it, and bring their own
/// versions if they like. There is one for the process; it is never unloaded, as objects of it may be in any variable of a session.
/// </summary>
internal sealed class ServerLoadContext : AssemblyLoadContext
{
    private const string ContextName = "InvitesApi";
    private const string ServerAssembly = "InvitesApi.Server";

    private static readonly Lock Turn = new();
    private static readonly Lazy<ServerLoadContext> Instance = new(() => new ServerLoadContext());
    private static int _imports;

    private readonly AssemblyDependencyResolver _resolver;
    private readonly string? _aspNetCore;

    private ServerLoadContext()
        : base(ContextName)
    {
        _resolver = new AssemblyDependencyResolver(PathOf(ServerAssembly));
        _aspNetCore = AspNetCoreLocator.Find(Dependencies);
    }

    /// <summary>Whether ASP.NET Core was found, which a server needs.</summary>
    public static bool HasAspNetCore => Instance.Value._aspNetCore is not null;

    private static string Dependencies => Path.Combine(
        Path.GetDirectoryName(typeof(ServerLoadContext).Assembly.Location)!,
        "dependencies");

    /// <summary>Sends those who ask for the server's assembly here. Counted, as several runspaces import the module.</summary>
    public static void Attach()
    {
        lock (Turn)
        {
            if (_imports++ == 0)
            {
                Default.Resolving += Resolve;
            }
        }
    }

    /// <summary>Undoes <see cref="Attach"/>.</summary>
    public static void Detach()
    {
        lock (Turn)
        {
            if (--_imports == 0)
            {
                Default.Resolving -= Resolve;
            }
        }
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string? path = ReadyPathOf(assemblyName.Name!) ?? _resolver.ResolveAssemblyToPath(assemblyName);
        if (path is null && _aspNetCore is not null)
        {
            string candidate = Path.Combine(_aspNetCore, assemblyName.Name + ".dll");
            path = File.Exists(candidate) ? candidate : null;
        }

        return path is null ? null : LoadFromAssemblyPath(path);
    }

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        string? path = _resolver.ResolveUnmanagedDllToPath(unmanagedDllName);
        return path is null ? 0 : LoadUnmanagedDllFromPath(path);
    }

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        name.Name == ServerAssembly ? Instance.Value.LoadFromAssemblyPath(ReadyPathOf(name.Name) ?? PathOf(name.Name)) : null;

    // With machine code for this kind of machine in it, so that a server is up in half the time (ReadyToRun.targets); null where there is none.
    private static string? ReadyPathOf(string assembly)
    {
        string path = Path.Combine(Dependencies, "ready", AspNetCoreLocator.RuntimeIdentifier, assembly + ".dll");
        return File.Exists(path) ? path : null;
    }

    private static string PathOf(string assembly) => Path.Combine(Dependencies, assembly + ".dll");
}
