using System.Net.NetworkInformation;

namespace InvitesApi.PowerShell.Completion;

/// <summary>Completes what a server can listen on: this machine's addresses.</summary>
public sealed class InterfaceCompleter : ListCompleter
{
    private protected override IEnumerable<string> Items() => NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(address => address.Address.ToString())
        .Prepend("*")
        .Prepend("localhost");
}
