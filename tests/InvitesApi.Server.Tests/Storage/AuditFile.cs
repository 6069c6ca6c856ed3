using InvitesApi.Server.Audit;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Storage;

/// <summary>A database file of one of the two kinds, and the names of its audit trail.</summary>
internal sealed class AuditFile : IDisposable
{
    public const string Own = "audit_entry";
    public const string BesideProsody = "invitesapi_audit";

    private readonly TemporaryFolder _folder = new();

    public AuditFile(string table)
    {
        Table = table;
        Path = _folder["data.db"];
        if (table == BesideProsody)
        {
            ProsodyStorage.Make(Path, journal: "wal");
        }
    }

    public string Table { get; }

    public string Path { get; }

    public string Location => Table == BesideProsody ? DatabaseLocation.ProsodyPrefix + Path : Path;

    public IInviteDatabase Open() => InviteDatabase.Open(Location);

    /// <summary>The statements behind the module's back.</summary>
    public void Run(params string[] statements)
    {
        using var file = new RawSqlite(Path);
        Array.ForEach(statements, file.Run);
    }

    /// <summary>Lets entries be changed.</summary>
    public void DropTriggers() => Run(
        $"DROP TRIGGER {Table}_follows", $"DROP TRIGGER {Table}_stays", $"DROP TRIGGER {Table}_remains");

    public async Task<AuditVerification> VerifyAsync(string? head = null)
    {
        using IInviteDatabase database = Open();
        return await new AuditTrail(database).VerifyAsync(head, TestContext.Current.CancellationToken);
    }

    public void Dispose() => _folder.Dispose();
}
