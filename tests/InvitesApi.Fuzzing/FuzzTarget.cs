namespace InvitesApi.Fuzzing;

/// <summary>A parser, with what it promises.</summary>
/// <param name="Name">What it is called on the command line, and the folder of its corpus.</param>
/// <param name="Run">Gives it bytes. It throws where a promise is broken, and nothing where the bytes are refused as they should be.</param>
internal sealed record FuzzTarget(string Name, Action<byte[]> Run);
