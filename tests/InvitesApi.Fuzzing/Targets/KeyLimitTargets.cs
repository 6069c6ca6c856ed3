using System.Net;
using InvitesApi.Server.Faults;
using InvitesApi.Server.Keys;
using InvitesApi.Server.Limits;
using InvitesApi.Server.Texts;

namespace InvitesApi.Fuzzing.Targets;

/// <summary>Limits of keys as they are typed, and stored as texts: each is refused, or read again as the same limit.</summary>
internal static class KeyLimitTargets
{
    /// <summary>Reads the networks that a key may be used from.</summary>
    /// <param name="data">An address or a network a line.</param>
    public static void Networks(byte[] data)
    {
        try
        {
            var networks = KeyNetworks.Parse(FuzzText.Of(data).Split('\n'));
            Promise.That(networks is not null, "a list that limits has networks");
            Promise.That(networks!.Equals(KeyNetworks.Parse(networks.Texts)), "networks are read as they were written");
            Promise.That(
                networks.Texts.All(text => networks.Contains(IPAddress.Parse(text[..text.IndexOf('/', StringComparison.Ordinal)]))),
                "the first address of a network is in it");
            Promise.That(!networks.Contains(null), "nowhere is in no network");
        }
        catch (InviteException fault) when (fault.Fault == InviteFault.InviteApiKeyLimitInvalid)
        {
            Promise.That(Printable.IndexOfOther(fault.Message) < 0, "what is refused does not reach a terminal");
        }
    }

    /// <summary>Reads how often a key may be used.</summary>
    /// <param name="data">Its text.</param>
    public static void HowOften(byte[] data)
    {
        if (Rate.TryParse(FuzzText.Of(data)) is { } rate)
        {
            Promise.That(rate.Count >= 1 && rate.Window >= TimeSpan.FromSeconds(1), "a rate lets something happen, in some time");
            Promise.That(Rate.TryParse(KeyWords.Of(rate)) == rate, "a rate is read as it was written");
        }
    }
}
