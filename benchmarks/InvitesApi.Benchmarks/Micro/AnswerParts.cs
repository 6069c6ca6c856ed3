using BenchmarkDotNet.Attributes;
using InvitesApi.Benchmarks.Contestants;
using InvitesApi.Server.Endpoints;
using InvitesApi.Server.Hosting.Hosts;
using InvitesApi.Server.Hosting.Listening;
using InvitesApi.Server.Hosting.Operation;
using InvitesApi.Server.Hosting.Proxies;
using InvitesApi.Server.Invites;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Storage;
using Microsoft.AspNetCore.Http;

namespace InvitesApi.Benchmarks.Micro;

/// <summary>What whole answers take on our side, without Kestrel and the disk: from the headers of a request to those of its answer.</summary>
public class AnswerParts : IDisposable
{
    private const string Token = "AAAAAAAAAAAAAAAAAAAAAAAA";

    private readonly TemporaryFolder _folder = new();
    private readonly IInviteDatabase _database;
    private readonly ServerMeter _meter = new();
    private readonly ServedHost _host = new(new VirtualHostOptions(Serving.Host));
    private readonly InvitesApiEndpoint _endpoint;
    private readonly DefaultHttpContext _context = new();

    /// <summary>Makes an endpoint with a database that nothing is stored in, and a request with a key that has a typo.</summary>
    public AnswerParts()
    {
        _database = InviteDatabase.Open(_folder["invites.db"]);
        var clients = new ClientLimits(new LimitOptions { FailureRate = null }, ProxyList.Parse([]), TimeProvider.System);
        var issuer = new InviteIssuer(_database, TimeProvider.System, new KeyRates(TimeProvider.System));
        _endpoint = new InvitesApiEndpoint(issuer, new KeyDoor(clients, _meter), _meter);
        string key = ApiKeyText.New().Reveal();
        _context.Request.Method = HttpMethod.Get.Method;
        _context.Request.Scheme = Uri.UriSchemeHttp;
        _context.Request.Host = new HostString(Serving.Host);
        _context.Request.Headers.Authorization = $"Bearer {key[..^1]}{(key[^1] == 'A' ? 'B' : 'A')}";
    }

    /// <summary>Ends them.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _database.Dispose();
        _meter.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Refuses a key whose checksum is wrong: no database is asked.</summary>
    [Benchmark(Description = "answer: 403")]
    public ValueTask RefuseAsync()
    {
        _context.Response.Headers.Clear();
        return _endpoint.AnswerAsync(_context, _host, string.Empty);
    }

    /// <summary>Makes the headers of an invite that is stored.</summary>
    [Benchmark(Description = "answer: 201")]
    public void Create()
    {
        _context.Response.Headers.Clear();
        _host.Cors.Allow(_context);
        InvitesApiEndpoint.Created(_context, _host.LinkTo(Token, _context.Request), redirect: false);
    }
}
