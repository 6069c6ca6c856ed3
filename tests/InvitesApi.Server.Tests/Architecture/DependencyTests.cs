using System.Reflection;
using InvitesApi.Server.Faults;
using NetArchTest.Rules;
using TestResult = NetArchTest.Rules.TestResult;

namespace InvitesApi.Server.Tests.Architecture;

/// <summary>The arrows of docs/architecture.md: endpoints to rules to storage, and never back.</summary>
public sealed class DependencyTests
{
    private const string Root = "InvitesApi.Server.";

    private static readonly Assembly Server = typeof(InviteException).Assembly;
    private static readonly string[] Above = [Root + "Endpoints", Root + "Hosting", Root + "Pages"];
    private static readonly string[] Http = ["Microsoft.AspNetCore", "Microsoft.Extensions", "System.Net.Http", "System.Net.Sockets"];
    private static readonly string[] Sql = ["Microsoft.Data.Sqlite", "SQLitePCL", Root + "Storage.Sqlite"];

    [Theory]
    [InlineData("Keys")]
    [InlineData("Invites")]
    [InlineData("VirtualHosts")]
    [InlineData("Limits")]
    [InlineData("Faults")]
    [InlineData("Audit")]
    public void Rules_Always_KnowNoHttpAndNoSql(string place) => AssertIndependent(place, [.. Above, .. Http, .. Sql]);

    [Fact]
    public void Storage_Always_KnowsNothingAboveIt() => AssertIndependent("Storage", [.. Above, .. Http]);

    [Theory]
    [InlineData("Endpoints")]
    [InlineData("Hosting")]
    [InlineData("Pages")]
    public void Endpoints_Always_KnowNoSql(string place) => AssertIndependent(place, Sql);

    [Fact]
    public void Server_Always_KnowsNoPowerShell() => AssertNone(
        Types.InAssembly(Server).ShouldNot().HaveDependencyOnAny("System.Management.Automation", "InvitesApi.PowerShell").GetResult());

    [Theory]
    [InlineData("Endpoints", "Microsoft.AspNetCore")]
    [InlineData("Storage.Sqlite", "Microsoft.Data.Sqlite")]
    [InlineData("Keys", Root + "Storage")]
    public void Arrows_Forward_AreSeen(string place, string below) => // else the tests above could not fail
        Assert.NotEmpty(Types.InAssembly(Server).That().ResideInNamespace(Root + place).And().HaveDependencyOn(below).GetTypes());

    private static void AssertIndependent(string place, string[] others)
    {
        Types types = Types.InAssembly(Server);
        Assert.NotEmpty(types.That().ResideInNamespace(Root + place).GetTypes());
        AssertNone(types.That().ResideInNamespace(Root + place).ShouldNot().HaveDependencyOnAny(others).GetResult());
    }

    private static void AssertNone(TestResult result) => Assert.Empty(result.FailingTypeNames ?? []);
}
