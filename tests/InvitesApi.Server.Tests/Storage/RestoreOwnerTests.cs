using System.Diagnostics;
using InvitesApi.Server.Files;
using InvitesApi.Server.Storage;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Storage;

/// <summary>A restored database is of the user whose the old one was: else a server could not open what an administrator restores.</summary>
public sealed class RestoreOwnerTests : IDisposable
{
    private static readonly FileOwner Other = new(12_345, 12_346);

    private readonly TemporaryFolder _folder = new();

    public RestoreOwnerTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Root alone can give files away, and Linux alone is asked for owners.");
        foreach (string name in new[] { "invites.db", "other.db" })
        {
            InviteDatabase.Open(_folder[name]).Dispose();
        }

        DatabaseCare.Backup(_folder["other.db"], _folder["backup.db"], new DatabaseWait());
    }

    private string Database => _folder["invites.db"];

    [Fact]
    public void Restore_InThePlaceOfAnothersFile_IsTheOthers()
    {
        Give(Database);
        Assert.Null(Restore().Warning);
        Assert.Equal(Other, FileOwner.Of(Database));
        Assert.Equal(Other, FileOwner.Of(Database + ".before-restore"));
        Assert.NotEqual(Other, FileOwner.Of(_folder["backup.db"]));
    }

    [Fact]
    public void Restore_OfALostFileInAnothersFolder_SaysHowToGiveIt()
    {
        File.Delete(Database);
        Give(_folder.Path);
        Assert.EndsWith($"run: chown 12345:12346 '{Database}'", Restore().Warning, StringComparison.Ordinal);
        Assert.NotEqual(Other, FileOwner.Of(Database));
    }

    [Fact]
    public void Restore_InThePlaceOfAFileOfOurs_SaysNothing() => Assert.Null(Restore().Warning);

    public void Dispose() => _folder.Dispose();

    private RestoredDatabase Restore() => DatabaseCare.Restore(_folder["backup.db"], Database, keep: true, new DatabaseWait());

    private static void Give(string path)
    {
        using Process chown = Process.Start("chown", [$"{Other}", path]);
        chown.WaitForExit();
        Assert.Equal(0, chown.ExitCode);
    }
}
