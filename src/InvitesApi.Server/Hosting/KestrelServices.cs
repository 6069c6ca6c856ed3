using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace InvitesApi.Server.Hosting;

/// <summary>
/// What Kestrel asks for, made as it registers it: for TLS it wants types of its own that are not public, and the pool of pinned blocks that its
/// sockets read into comes by its registration alone. A container would do the same, and takes 50 ms of the time in which a server is up.
/// </summary>
internal sealed class KestrelServices : IServiceProvider, IMeterFactory
{
    private readonly ServiceCollection _registered = [];
    private readonly Dictionary<Type, object?> _made = [];
    private readonly Lock _turn = new();

    /// <summary>Registers them.</summary>
    /// <param name="logs">Where Kestrel writes.</param>
    public KestrelServices(ILoggerFactory logs)
    {
        _made.Add(typeof(ILoggerFactory), logs);
        _made.Add(typeof(IMeterFactory), this);
        new Registration(_registered).UseKestrelCore();
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType)
    {
        lock (_turn)
        {
            if (!_made.TryGetValue(serviceType, out object? service))
            {
                service = _registered.LastOrDefault(descriptor => descriptor.ServiceType == serviceType) is { } descriptor ? Make(descriptor) : null;
                _made.Add(serviceType, service);
            }

            return service;
        }
    }

    /// <inheritdoc/>
    public Meter Create(MeterOptions options) => new(options);

    /// <inheritdoc/>
    public void Dispose()
    {
        // Its meters go with whom they were made for.
    }

    private object Make(ServiceDescriptor descriptor) =>
        descriptor.ImplementationInstance
        ?? descriptor.ImplementationFactory?.Invoke(this)
        ?? ActivatorUtilities.CreateInstance(this, descriptor.ImplementationType!);

    // Kestrel registers with what builds a web host.
    private sealed class Registration(IServiceCollection services) : IWebHostBuilder
    {
        public IWebHostBuilder ConfigureServices(Action<IServiceCollection> configureServices)
        {
            configureServices(services);
            return this;
        }

        public IWebHostBuilder ConfigureServices(Action<WebHostBuilderContext, IServiceCollection> configureServices)
        {
            configureServices(new WebHostBuilderContext(), services);
            return this;
        }

        public IWebHostBuilder ConfigureAppConfiguration(Action<WebHostBuilderContext, IConfigurationBuilder> configureDelegate) => this;

        public string? GetSetting(string key) => null;

        public IWebHostBuilder UseSetting(string key, string? value) => this;

#pragma warning disable ASPDEPR008 // of no use any more, and still a part of the interface
        public IWebHost Build() => throw new NotSupportedException();
#pragma warning restore ASPDEPR008
    }
}
