namespace InvitesApi.Benchmarks.Reports;

/// <summary>A mark that the project has set itself.</summary>
/// <param name="Figure">What is measured.</param>
/// <param name="IsAtLeast">Whether more is better.</param>
/// <param name="Bound">What it must reach, or not exceed.</param>
/// <param name="Aim">What it should.</param>
/// <param name="Unit">What is behind the number.</param>
internal sealed record Must(string Figure, bool IsAtLeast, double Bound, double Aim, string Unit = "")
{
    public static readonly Must At64 = new("durable invites at 64 connections, against bare Kestrel", true, 0.55, 0.75);
    public static readonly Must At256 = new("durable invites at 256 connections, against bare Kestrel", true, 0.65, 0.85);
    public static readonly Must AgainstSqlite = new("at 8 connections, against Prosody with SQLite", true, 30, 80, " ×");
    public static readonly Must AgainstInternal =
        new("at 8 connections, 1,000 invites held, against Prosody with internal storage", true, 300, 1000, " ×");

    public static readonly Must Refused = new("refused key, 64 connections, against bare Kestrel", true, 0.85, 0.95);
    public static readonly Must P99 = new("p99 at 64 connections, against bare Kestrel's", false, 3, 1.5, " ×");
    public static readonly Must Disk = new("at 8 connections, against 8 ÷ the disk's fdatasync time", true, 0.8, 0.95);
    public static readonly Must FileBytes = new("bytes of file an invite", false, 120, 80, " B");
    public static readonly Must Allocation = new("allocation a request on our side of Kestrel", false, 600, 200, " B");
    public static readonly Must CreationHeld = new("creation rate with the most invites held, against 1,000", true, 0.9, 0.98);
    public static readonly Must LookUpHeld = new("look-up rate with the most invites held, against 1,000", true, 0.9, 0.98);

    public static readonly Must ImportRatio = new("Import-Module, against importing an empty compiled module", false, 3, 3, " ×");
    public static readonly Must Import = new("Import-Module", false, 60, 35, " ms");
    public static readonly Must First201 = new("Start-InviteApiServer and the first 201", false, 250, 150, " ms");
    public static readonly Must Keys = new("keys by pipeline, each durable before it is output", true, 50_000, 150_000, "/s");
    public static readonly Must Memory = new("memory while serving, after the invites, over the bare shell", false, 120, 70, " MB");

    /// <summary>What a measured figure is worth.</summary>
    public string Judge(double measured) => Reaches(measured, Aim) ? "aim" : Reaches(measured, Bound) ? "pass" : "short";

    private bool Reaches(double measured, double mark) => IsAtLeast ? measured >= mark : measured <= mark;
}
