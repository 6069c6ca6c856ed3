using InvitesApi.Server.Storage;

namespace InvitesApi.Server.Tests.Storage;

/// <summary>
/// What every store must do. Each store derives this once; a test has a database of its own, which was empty before it.
/// </summary>
public abstract partial class InviteDatabaseTests
{
    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Opens this test's database once more, as another process would.</summary>
    protected abstract IInviteDatabase Open();
}
