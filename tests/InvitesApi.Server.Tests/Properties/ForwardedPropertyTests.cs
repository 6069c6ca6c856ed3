using System.Net;
using CsCheck;
using InvitesApi.Server.Hosting.Proxies;

namespace InvitesApi.Server.Tests.Properties;

/// <summary>Both forms of what proxies say mean the same, and no text breaks the readers.</summary>
public sealed class ForwardedPropertyTests
{
    private static readonly Gen<IPEndPoint> Clients = Gen.Select(
        Gen.OneOf(Gen.Byte.Array[4], Gen.Byte.Array[16]).Select(bytes => new IPAddress(bytes)), Gen.Int[1, 65535], (address, port) => new IPEndPoint(address, port));

    private static readonly Gen<(IPEndPoint Client, string Scheme, string Host)> Hops = Gen.Select(
        Clients, Texts.OneOf("http", "https", "HTTPS"), Texts.OneOf("example.com", "a-b.example:8443", "[::1]:80"));

    [Fact]
    public void Read_HopsInEitherForm_AreTheSame() => Hops.Array[1, 5].Sample(
        hops =>
        {
            string field = string.Join(", ", hops.Select(hop => $"for=\"{hop.Client}\";Proto={hop.Scheme} ; host=\"{hop.Host}\""));
            IReadOnlyList<Hop> standard = ForwardedField.Read(field);
            IReadOnlyList<Hop> lists = XForwarded.Read(
                string.Join(",", hops.Select(hop => hop.Client)), hops.Select(hop => hop.Scheme).ToArray(), string.Join(" , ", hops.Select(hop => hop.Host)));
            return standard.SequenceEqual(lists)
                && standard.SequenceEqual(hops.Select(hop => new Hop(hop.Client, hop.Scheme.ToLowerInvariant(), hop.Host)));
        },
        iter: 5_000);

    [Fact]
    public void Read_AnyText_GivesNothingThatBreaksALink() => Gen.Select(Texts.Any, Texts.Any, Texts.Any).Sample(
        (one, two, three) => ForwardedField.Read(one).Concat(ForwardedField.Read($"for={two};host=\"{three}\"")).Concat(XForwarded.Read(one, two, three)).All(hop =>
            hop.Scheme is null or "http" or "https"
            && (hop.Host is null || hop.Host.All(c => char.IsAsciiLetterOrDigit(c) || ".-:[]_".Contains(c, StringComparison.Ordinal)))),
        iter: 20_000);

    [Fact]
    public void Parse_Network_HasItsAddressesAlone() => Gen.Select(Gen.UInt, Gen.UInt, Gen.Int[1, 32]).Sample(
        (network, other, length) =>
        {
            uint mask = uint.MaxValue << (32 - length);
            var proxies = ProxyList.Parse([$"{Address(network & mask)}/{length}"]);
            return proxies.Contains(Address(network)) && proxies.Contains(Address(network).MapToIPv6())
                && proxies.Contains(Address(other)) == ((network & mask) == (other & mask));
        },
        iter: 5_000);

    private static IPAddress Address(uint number) => new([(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number]);
}
