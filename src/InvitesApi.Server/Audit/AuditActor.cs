namespace InvitesApi.Server.Audit;

/// <summary>Who does things, in the words of an invite's history.</summary>
public static class AuditActor
{
    /// <summary>The user of this process, as a user of a shell.</summary>
    public static string Shell { get; } = $"shell/{Environment.UserName}@{Environment.MachineName}";

    /// <summary>A server of this process, in what it does by itself.</summary>
    public static string Server { get; } = $"server/{Environment.UserName}@{Environment.MachineName}";
}
