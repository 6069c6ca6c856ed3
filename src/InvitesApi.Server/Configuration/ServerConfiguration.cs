using InvitesApi.Server.Faults;
using InvitesApi.Server.Hosting;
using InvitesApi.Server.Hosting.Hosts;

namespace InvitesApi.Server.Configuration;

/// <summary>Puts together what to serve.</summary>
public static class ServerConfiguration
{
    /// <summary>
    /// The options of a server. What a virtual host has of its own in the file goes before what the file says of all hosts, and a parameter
    /// goes before both.
    /// </summary>
    /// <param name="file">A file, or null.</param>
    /// <param name="parameters">Parameters.</param>
    /// <param name="database">Where the database is if nobody says.</param>
    /// <exception cref="InviteException">
    /// <see cref="InviteFault.ConfigurationInvalid"/>, <see cref="InviteFault.SettingMissing"/>, or
    /// <see cref="InviteFault.VirtualHostNotServed"/> where the default host is none of them.
    /// </exception>
    public static InviteServerOptions Build(ConfigurationLayer? file, ConfigurationLayer parameters, Func<string> database)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(database);
        file?.RequireValid();
        ServerDraft ofFile = Apply(file?.Settings ?? [], new ServerDraft());
        ServerDraft whole = Apply(parameters.Settings, ofFile);
        var own = ofFile.Hosts.DistinctBy(host => host.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(host => host.Name, host => host.Settings, StringComparer.OrdinalIgnoreCase);
        VirtualHostOptions[] hosts =
        [
            .. from host in whole.Hosts
               let common = ofFile.Host with { Name = host.Name }
               let ofItsOwn = ApplyToHost(own.GetValueOrDefault(host.Name) ?? [], common)
               select Finish(ApplyToHost(parameters.Settings, ofItsOwn)),
        ];
        return whole.Options with
        {
            VirtualHosts = whole.DefaultHost is null ? hosts : WithDefault(hosts, whole.DefaultHost),
            Certificate = Finish(whole.Host).Certificate,
            Accounts = whole.Accounts.Finish(),
            Component = whole.Component.Finish(),
            Database = whole.Options.Database.Length > 0 ? whole.Options.Database : database(),
        };
    }

    /// <summary>How one virtual host is served.</summary>
    /// <param name="parameters">Parameters.</param>
    /// <param name="name">The XMPP domain.</param>
    /// <exception cref="InviteException"><see cref="InviteFault.SettingMissing"/>.</exception>
    public static VirtualHostOptions BuildHost(ConfigurationLayer parameters, string name)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return Finish(ApplyToHost(parameters.Settings, new VirtualHostOptions(name)));
    }

    private static ServerDraft Apply(IReadOnlyList<BoundSetting> settings, ServerDraft draft) =>
        settings.Aggregate(draft, (before, setting) => setting.Apply(before));

    private static VirtualHostOptions ApplyToHost(IReadOnlyList<BoundSetting> settings, VirtualHostOptions host) =>
        settings.Aggregate(host, (before, setting) => setting.ApplyToHost?.Invoke(before) ?? before);

    // A key or a password alone would be dropped, and whoever gave it would think that TLS was on.
    private static VirtualHostOptions Finish(VirtualHostOptions host) =>
        host.Certificate is not { Path: null, Certificate: null } ? host : throw new InviteException(
            InviteFault.SettingMissing,
            "There is a key or a password for a certificate, and no certificate. Say where it is: certificatePath in a file, or "
            + "-CertificatePath.",
            "certificatePath");

    private static VirtualHostOptions[] WithDefault(VirtualHostOptions[] hosts, string name)
    {
        int i = Array.FindIndex(hosts, host => string.Equals(host.Name, name, StringComparison.OrdinalIgnoreCase));
        hosts[i < 0 ? throw NotServed(hosts, name) : i] = hosts[i] with { IsDefault = true };
        return hosts;
    }

    private static InviteException NotServed(VirtualHostOptions[] hosts, string name) => new(
        InviteFault.VirtualHostNotServed,
        $"The default host {name} is not served. Served are {string.Join(", ", hosts.Select(host => host.Name))}.",
        name);
}
