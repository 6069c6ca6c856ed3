namespace InvitesApi.Server.Configuration;

/// <summary>A value of a configuration, whatever it was written in.</summary>
/// <param name="Value">
/// A string, a long, a double, a bool, a list of <see cref="ConfigurationNode"/> or of <see cref="ConfigurationEntry"/>, or null; of a
/// parameter also what has no form as text.
/// </param>
/// <param name="Line">The line that it begins on, from 1; of a parameter: 0.</param>
public sealed record ConfigurationNode(object? Value, int Line)
{
    /// <summary>What the value is, in words.</summary>
    internal string Kind => Value switch
    {
        null => "nothing",
        string => "a text",
        long or double => "a number",
        bool => "true or false",
        IReadOnlyList<ConfigurationEntry> => "an object",
        IReadOnlyList<ConfigurationNode> => "a list",
        _ => Value.GetType().Name,
    };
}
