using System.Management.Automation;
using InvitesApi.PowerShell.Errors;

namespace InvitesApi.PowerShell.Binding;

/// <summary>Refuses parameters that contradict each other and stand in the same parameter set.</summary>
internal static class Exclusive
{
    /// <summary>Ends a cmdlet that has a second one of some parameters.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="names">The parameters of which one alone may be given.</param>
    public static void Require(PSCmdlet cmdlet, params ReadOnlySpan<string> names)
    {
        if (Find(cmdlet, names) is { } contradiction)
        {
            cmdlet.ThrowTerminatingError(contradiction);
        }
    }

    /// <summary>The error of a second one of some parameters; null where there is none.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="names">The parameters of which one alone may be given.</param>
    public static ErrorRecord? Find(PSCmdlet cmdlet, params ReadOnlySpan<string> names)
    {
        string? first = null;
        foreach (string name in names)
        {
            if (!IsGiven(cmdlet, name))
            {
                continue;
            }

            if (first is not null)
            {
                return InviteErrors.Contradiction(first, name);
            }

            first = name;
        }

        return null;
    }

    // -Switch:$false is the same as no switch, and an empty cell of a CSV file the same as none.
    private static bool IsGiven(PSCmdlet cmdlet, string name) =>
        cmdlet.MyInvocation.BoundParameters.TryGetValue(name, out object? value)
        && value is not (null or SwitchParameter { IsPresent: false });
}
