using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Storage;

/// <summary>What every store must do, done by ours.</summary>
public sealed class SqliteInviteDatabaseTests : InviteDatabaseTests, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override IInviteDatabase Open() => InviteDatabase.Open(_folder["invites.db"]);
}
