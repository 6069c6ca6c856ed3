using InvitesApi.Server.Configuration.Types;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Hosting;
using InvitesApi.Server.Hosting.Listening;
using InvitesApi.Server.Hosting.Operation;
using InvitesApi.Server.Storage;

namespace InvitesApi.Server.Configuration;

/// <summary>
/// The settings of a server as a whole. A line here is all that a new one needs, beside its parameter and its words in docs/.
/// </summary>
internal static class ServerSettings
{
    private static readonly NumberType<int> Port = new(0, 65535);
    private static readonly ListType<int> Ports = new(Port);
    private static readonly ListType<string> Names = new(new TextType(), least: 1);
    private static readonly NumberType<int> Count = new(1, int.MaxValue);
    private static readonly SecondsType Seconds = new(1, 3600);
    private static readonly PathKind SocketFile =
        new(InviteFault.ListenerAddressUnavailable, "the path of a socket, such as ./invites.sock");
    private static readonly PathKind LogFile = new(InviteFault.AccessLogUnavailable, "the path of a file, such as ./access.log");
    private static readonly PathKind DatabaseFile =
        new(InviteFault.DatabaseLocationInvalid, "the path of a SQLite file, such as ./invites.db");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        Draft("virtualHosts", "VirtualHost", new HostsType(), "VirtualHost",
            "The XMPP domains to serve: their names, or objects with a name and the settings that they have of their own.",
            (draft, hosts) => draft with { Hosts = hosts }),
        Draft("defaultHost", "DefaultHost", new TextType(), "http_default_host",
            "The one of the virtual hosts that is served under names that none of them has.",
            (draft, host) => draft with { DefaultHost = host }),
        Listen("ports", "Port", Ports, "http_ports",
            "The TCP ports of plain HTTP. 0 takes a free one.", (listen, ports) => listen with { Ports = ports }),
        Listen("interfaces", "Interface", Names, "http_interfaces",
            "The addresses where plain HTTP is: IP addresses, localhost, or * for all.",
            (listen, names) => listen with { Interfaces = names }),
        Listen("tlsPorts", "TlsPort", Ports, "https_ports",
            "The TCP ports of HTTPS. 0 takes a free one.", (listen, ports) => listen with { TlsPorts = ports }),
        Listen("tlsInterfaces", "TlsInterface", Names, "https_interfaces",
            "The addresses where HTTPS is.", (listen, names) => listen with { TlsInterfaces = names }),
        Listen("unixSockets", "UnixSocket", new ListType<string>(new PathType(SocketFile), least: 1), null,
            "The paths of Unix domain sockets to listen on, with plain HTTP.", (listen, paths) => listen with { UnixSockets = paths }),
        Listen("unixSocketMode", "UnixSocketMode", new ModeType(), null,
            "Who may connect to them: the permissions of the file, in octal digits.",
            (listen, mode) => listen with { UnixSocketMode = mode }),
        Listen("allowPlainHttp", "AllowPlainHttp", new FlagType(), null,
            "Allows plain HTTP on addresses that are not loopback.", (listen, may) => listen with { AllowPlainHttp = may }),
        Listen("managementPort", "ManagementPort", Port, null,
            "A port of the loopback addresses that answers health and metrics alone.",
            (listen, port) => listen with { ManagementPort = port }),
        Server("trustedProxies", "TrustedProxy", new ListType<string>(new TextType(mayBeEmpty: true)), "trusted_proxies",
            "The proxies that are believed when they say who asks: addresses, and networks such as 10.0.0.0/8.",
            (server, proxies) => server with { TrustedProxies = proxies }),
        Limit("maxContentSize", "MaxContentSize", new NumberType<long>(0, long.MaxValue), "http_max_content_size",
            "The largest body of a request, in bytes.", (limits, size) => limits with { MaxContentSize = size }),
        Limit("maxHeaderSize", "MaxHeaderSize", new NumberType<int>(1024, 1024 * 1024), "http_max_buffer_size",
            "The largest header of a request with all its fields, in bytes.", (limits, size) => limits with { MaxHeaderSize = size }),
        Limit("headerTimeoutSeconds", "HeaderTimeoutSeconds", Seconds, null,
            "How long a client may take for a header, or a TLS handshake.", (limits, time) => limits with { HeaderTimeout = time }),
        Limit("keepAliveTimeoutSeconds", "KeepAliveTimeoutSeconds", Seconds, null,
            "How long a connection may be idle between two requests.", (limits, time) => limits with { KeepAliveTimeout = time }),
        Limit("maxConnectionCount", "MaxConnectionCount", Count, null,
            "How many connections there may be at a time.", (limits, count) => limits with { MaxConnectionCount = count }),
        Limit("maxConnectionCountPerClient", "MaxConnectionCountPerClient", Count, null,
            "How many of them one address may have.", (limits, count) => limits with { MaxConnectionCountPerClient = count }),
        Limit("addressRateLimit", "AddressRateLimit", new RateType(), null,
            "How many requests one address may send, such as 600/min; none for any number.",
            (limits, rate) => limits with { AddressRate = rate.Rate }),
        Limit("failureRateLimit", "FailureRateLimit", new RateType(), null,
            "How often one address may come with a wrong key or a wrong token before it has to wait; none for any number.",
            (limits, rate) => limits with { FailureRate = rate.Rate }),
        Limit("stopTimeoutSeconds", "StopTimeoutSeconds", new SecondsType(0, 3600), null,
            "How long requests that have begun may take to end when the server is stopped.",
            (limits, time) => limits with { StopTimeout = time }),
        Operate("accessLog", "AccessLog", new PathType(LogFile), "mod_http_access",
            "A file that gets a line for each request, in the combined format.", (operation, path) => operation with { AccessLog = path }),
        Operate("publicOperation", "PublicOperation", new FlagType(), null,
            "Lets every port answer /healthz, /readyz and /metrics to whoever asks.",
            (operation, all) => operation with { IsPublic = all }),
        Server("forgetInvitesAfter", "ForgetInvitesAfter", new DurationType(), null,
            "How long after they have ended invites are forgotten, with their history.",
            (server, time) => server with { ForgetInvitesAfter = time }),
        Server("database", "Database", new PathType(DatabaseFile, DatabaseLocation.Split), "storage",
            "The SQLite file with the keys, which takes the invites; prosody:PATH for that of a Prosody.", (server, path) => server with { Database = path }),
    ];

    private static Setting<T> Draft<T>(
        string name, string parameter, SettingType<T> type, string? prosody, string description, Func<ServerDraft, T, ServerDraft> set) =>
        new(name, parameter, type, prosody, description, set);

    private static Setting<T> Server<T>(
        string name, string parameter, SettingType<T> type, string? prosody, string description,
        Func<InviteServerOptions, T, InviteServerOptions> set) =>
        Draft(name, parameter, type, prosody, description, (draft, value) => draft with { Options = set(draft.Options, value) });

    private static Setting<T> Listen<T>(
        string name, string parameter, SettingType<T> type, string? prosody, string description,
        Func<ListenerOptions, T, ListenerOptions> set) =>
        Server(name, parameter, type, prosody, description, (server, value) => server with { Listeners = set(server.Listeners, value) });

    private static Setting<T> Limit<T>(
        string name, string parameter, SettingType<T> type, string? prosody, string description, Func<LimitOptions, T, LimitOptions> set) =>
        Server(name, parameter, type, prosody, description, (server, value) => server with { Limits = set(server.Limits, value) });

    private static Setting<T> Operate<T>(
        string name, string parameter, SettingType<T> type, string? prosody, string description,
        Func<OperationOptions, T, OperationOptions> set) =>
        Server(name, parameter, type, prosody, description, (server, value) => server with { Operation = set(server.Operation, value) });
}
