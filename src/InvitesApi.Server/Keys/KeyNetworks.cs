using System.Globalization;
using System.Net;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Texts;

namespace InvitesApi.Server.Keys;

/// <summary>Where a key may be used from: networks in the form of RFC 4632 §3.1, such as <c>192.0.2.0/24</c> and <c>2001:db8::/32</c>.</summary>
public sealed class KeyNetworks : IEquatable<KeyNetworks>
{
    private readonly IPNetwork[] _networks;

    private KeyNetworks(IPNetwork[] networks)
    {
        _networks = networks;
        Texts = new TextList([.. networks.Select(network => network.ToString())]);
    }

    /// <summary>The networks as texts, each in its one form.</summary>
    public TextList Texts { get; }

    /// <summary>Reads a list.</summary>
    /// <param name="texts">Addresses and networks.</param>
    /// <returns>The networks; null for an empty list, which limits nothing.</returns>
    /// <exception cref="InviteException"><see cref="InviteFault.InviteApiKeyLimitInvalid"/>.</exception>
    public static KeyNetworks? Parse(IEnumerable<string> texts)
    {
        IPNetwork[] networks = [.. texts.Select(ParseOne)];
        return networks.Length == 0 ? null : new KeyNetworks(networks);
    }

    /// <summary>Whether an address is in one of them.</summary>
    /// <param name="address">The address; null: the client has none, as behind a Unix socket, and so is nowhere.</param>
    public bool Contains(IPAddress? address)
    {
        if (address is null)
        {
            return false;
        }

        IPAddress plain = Plain(address);
        foreach (IPNetwork network in _networks)
        {
            if (network.Contains(plain))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public bool Equals(KeyNetworks? other) => other is not null && Texts.Equals(other.Texts);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as KeyNetworks);

    /// <inheritdoc/>
    public override int GetHashCode() => Texts.GetHashCode();

    /// <summary>The networks, with commas between them.</summary>
    public override string ToString() => Texts.ToString();

    private static IPNetwork ParseOne(string text)
    {
        string[] parts = text.Trim().Split('/');
        if (parts.Length <= 2 && TryParse(parts[0]) is { } address)
        {
            int longest = address.GetAddressBytes().Length * 8;
            int length = longest;
            if (parts.Length == 1
                || (int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out length) && length <= longest))
            {
                // 10.0.0.5/8 may be meant for one address, and would be sixteen million.
                return IPNetwork.TryParse($"{address}/{length}", out IPNetwork network) && network.BaseAddress.Equals(address)
                    ? network
                    : throw Invalid(text);
            }
        }

        throw Invalid(text);
    }

    // The parser takes forms such as 10.0.5 for 10.0.0.5.
    private static IPAddress? TryParse(string text) =>
        IPAddress.TryParse(text, out IPAddress? address) && (text.Contains(':', StringComparison.Ordinal) || $"{address}" == text)
            ? Plain(address)
            : null;

    // On a socket for both protocols IPv4 clients come as ::ffff:192.0.2.1.
    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static InviteException Invalid(string text) => new(
        InviteFault.InviteApiKeyLimitInvalid,
        $"'{Printable.Show(text)}' is neither an address nor a network. Give an IP address, or a network such as 192.0.2.0/24 or 2001:db8::/32: its address "
        + "has no bits beyond the prefix.",
        text);
}
