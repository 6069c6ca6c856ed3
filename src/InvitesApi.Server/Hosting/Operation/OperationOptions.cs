namespace InvitesApi.Server.Hosting.Operation;

/// <summary>What those who run the server see of it.</summary>
public sealed record OperationOptions
{
    /// <summary>The full path of the access log; null: none.</summary>
    public string? AccessLog { get; init; }

    /// <summary>
    /// Whether <c>/healthz</c>, <c>/readyz</c> and <c>/metrics</c> are answered to whoever asks. Else only the management port answers
    /// them; and where there is none, every port does to clients of this machine.
    /// </summary>
    public bool IsPublic { get; init; }
}
