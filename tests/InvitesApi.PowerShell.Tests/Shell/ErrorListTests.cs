using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;

namespace InvitesApi.PowerShell.Tests;

/// <summary>docs/errors.md lists the ids that errors have, with their categories, and no others.</summary>
public sealed partial class ErrorListTests : SessionTests
{
    private static readonly Lazy<IReadOnlyDictionary<string, Match>> Listed = new(() => Entry()
        .Matches(File.ReadAllText(Path.Combine(ModuleSession.RepositoryFolder, "docs", "errors.md")).ReplaceLineEndings("\n"))
        .ToDictionary(entry => entry.Groups["id"].Value, StringComparer.Ordinal));

    private readonly Type _errors;
    private readonly Type _exception;
    private readonly Type _fault;

    public ErrorListTests()
    {
        Session.Run("Get-InviteApiKey"); // which loads the server's assembly
        Assembly server = AssemblyLoadContext.All.Single(context => context.Name == "InvitesApi")
            .Assemblies.Single(assembly => assembly.GetName().Name == "InvitesApi.Server");
        _errors = ModuleCmdlets.All[0].ImplementingType.Assembly.GetType("InvitesApi.PowerShell.Errors.InviteErrors", throwOnError: true)!;
        _exception = server.GetType("InvitesApi.Server.Faults.InviteException", throwOnError: true)!;
        _fault = server.GetType("InvitesApi.Server.Faults.InviteFault", throwOnError: true)!;
    }

    private IEnumerable<string> OwnIds => _errors.GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(constant => constant.IsLiteral)
        .Select(constant => Assert.IsType<string>(constant.GetRawConstantValue()));

    [Fact]
    public void List_HasEveryIdAndNoOther() => Assert.Equal(
        Enum.GetNames(_fault).Concat(OwnIds).Order(StringComparer.Ordinal),
        Listed.Value.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void List_HasTheCategoryOfEveryFault()
    {
        foreach (object fault in Enum.GetValues(_fault))
        {
            Match entry = Listed.Value[fault.ToString()!];
            object exception = Activator.CreateInstance(_exception, fault, "message", "target", null)!;
            var record = (ErrorRecord)_errors.GetMethod("ToErrorRecord")!.Invoke(null, [exception])!;
            Assert.Equal(
                (fault.ToString(), entry.Groups["category"].Value, "target"),
                (record.FullyQualifiedErrorId, record.CategoryInfo.Category.ToString(), record.TargetObject));
            Assert.Equal(entry.Groups["item"].Success, _errors.GetMethod("IsOfOneItem")!.Invoke(null, [exception]));
        }
    }

    [Fact]
    public void Records_AreMadeInOnePlace() => Assert.Equal(
        ["InviteErrors.cs"],
        Directory.EnumerateFiles(Path.Combine(ModuleSession.RepositoryFolder, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => File.ReadAllText(path).Contains("new ErrorRecord(", StringComparison.Ordinal))
            .Select(Path.GetFileName));

    [GeneratedRegex(
        @"^## (?<id>\w+)\n\nCategory: (?<category>\w+)\.(?<item> Of one item\.)?$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Entry();
}
