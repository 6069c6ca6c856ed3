using System.Runtime.Loader;

namespace InvitesApi.PowerShell.Tests;

/// <summary>What the module loads, and who sees it.</summary>
public sealed class IsolationTests : SessionTests
{
    private readonly ForeignSqlite _foreign;

    // A server has run when the tests look.
    public IsolationTests(ForeignSqlite foreign)
    {
        _foreign = foreign;
        NewKey();
        Session.Run("$server = Start-InviteApiServer example.com; $server | Stop-InviteApiServer");
    }

    private static AssemblyLoadContext Private => Assert.Single(AssemblyLoadContext.All, context => context.Name == "InvitesApi");

    [Fact]
    public void DefaultContext_OfOurs_HasTheCmdletsAlone() => Assert.Equal(
        ["InvitesApi.PowerShell", "InvitesApi.PowerShell.Tests"],
        Names(AssemblyLoadContext.Default)
            .Where(name => name.StartsWith("InvitesApi", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal));

    [Fact]
    public void DefaultContext_HasNoAspNetCore() => Assert.DoesNotContain(
        Names(AssemblyLoadContext.Default), name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));

    [Fact]
    public void PrivateContext_HasWhatTheServerNeeds()
    {
        string[] names = [.. Names(Private)];
        Assert.Contains("InvitesApi.Server", names);
        Assert.Contains("Microsoft.Data.Sqlite", names);
        Assert.Contains("Microsoft.AspNetCore.Server.Kestrel.Core", names);
        Assert.DoesNotContain("InvitesApi.PowerShell", names);
    }

    [Theory]
    [InlineData("Microsoft.AspNetCore.Http.HttpContext")]
    [InlineData("Microsoft.AspNetCore.Builder.WebApplication")]
    [InlineData("InvitesApi.Server.Hosting.InviteServer")]
    public void Script_CannotSeeTheTypesOf(string type) => Assert.Equal(["True"], Session.Texts($"$null -eq ('{type}' -as [type])"));

    [Fact]
    public void ForeignSqlite_OfAnotherVersion_WorksBesideOurs()
    {
        Version ours = Private.Assemblies
            .Select(assembly => assembly.GetName())
            .Single(name => name.Name == "Microsoft.Data.Sqlite")
            .Version!;
        Assert.NotEqual(ForeignSqlite.Version.Major, ours.Major);
        Assert.Equal(42L, _foreign.Ask("SELECT 42"));
        Assert.Equal(
            [ForeignSqlite.Version.ToString()],
            Session.Texts("[Microsoft.Data.Sqlite.SqliteConnection].Assembly.GetName().Version"));
        Assert.Single(Session.Run("Get-InviteApiKey"));
        Assert.Equal("1", ForeignSqlite.Ask(Session.Database, "SELECT count(*) FROM api_key")?.ToString());
    }

    private static IEnumerable<string> Names(AssemblyLoadContext context) => context.Assemblies
        .Select(assembly => assembly.GetName().Name!);
}
