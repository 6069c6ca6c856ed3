namespace HelpBuilder;

/// <summary>The documentation lacks something.</summary>
internal sealed class HelpException(string file, string message) : Exception(message)
{
    /// <summary>Where it is lacking.</summary>
    public string File { get; } = file;
}
