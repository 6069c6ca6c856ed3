using InvitesApi.Server.Storage.Prosody;
using InvitesApi.Server.Tests.Support;

namespace InvitesApi.Server.Tests.Storage;

/// <summary>Rows of Prosody's that are none: they are passed over, and hide no others.</summary>
public sealed class DocumentTests
{
    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"token":"\ud800","type":"\ud800","expires":1}""")]
    public void Read_RowOfSomethingElse_IsNull(string document)
    {
        Assert.Null(ProsodyKey.Read(Sample.Host, "kFIuplAB-6xs", document));
        Assert.Null(ProsodyInvite.Read(Sample.Host, "Pykj2rZT0AnxGVzAfV-_sN9C", document));
    }
}
