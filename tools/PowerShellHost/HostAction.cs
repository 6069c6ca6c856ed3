namespace PowerShellHost;

/// <summary>What the host is asked to do.</summary>
internal enum HostAction
{
    /// <summary>Asks for commands until its user has enough.</summary>
    Prompt,

    /// <summary>Runs the text of its arguments.</summary>
    RunCommand,

    /// <summary>Runs a script file.</summary>
    RunFile,

    /// <summary>Runs what its standard input says.</summary>
    RunInput,

    /// <summary>Says how it is called.</summary>
    Help,
}
