using System.Management.Automation;
using System.Management.Automation.Language;

namespace InvitesApi.PowerShell.Tests;

/// <summary>What holds for every cmdlet of the module, the next one included.</summary>
public sealed class ConventionTests
{
    // Verbs of cmdlets that change nothing.
    private static readonly string[] ReadingVerbs = ["Get", "Test", "Find", "Show", "Measure", "ConvertTo", "ConvertFrom"];

    private static IEnumerable<Type> CmdletClasses => ModuleCmdlets.All[0].ImplementingType.Assembly.GetTypes()
        .Where(type => Attribute.IsDefined(type, typeof(CmdletAttribute)));

    [Fact]
    public void Manifest_ExportsExactlyTheCmdletsThatThereAre()
    {
        var manifest = (System.Collections.Hashtable)Parser
            .ParseFile(ModuleSession.Manifest, out _, out _)
            .Find(part => part is HashtableAst, searchNestedScriptBlocks: false)
            .SafeGetValue();
        string[] exported = [.. ((object[])manifest["CmdletsToExport"]!).Cast<string>().Order(StringComparer.Ordinal)];
        Assert.Equal(
            CmdletClasses
                .Select(type => (CmdletAttribute)Attribute.GetCustomAttribute(type, typeof(CmdletAttribute))!)
                .Select(cmdlet => $"{cmdlet.VerbName}-{cmdlet.NounName}")
                .Order(StringComparer.Ordinal),
            exported);
        Assert.Equal(exported, ModuleCmdlets.All.Select(cmdlet => cmdlet.Name).Order(StringComparer.Ordinal));
        Assert.All(["FunctionsToExport", "AliasesToExport", "VariablesToExport"], name => Assert.Empty((object[])manifest[name]!));
        using var session = new ModuleSession();
        Assert.Single(session.Run($"Test-ModuleManifest '{ModuleSession.Manifest}'"));
    }

    [Theory]
    [MemberData(nameof(ModuleCmdlets.Names), MemberType = typeof(ModuleCmdlets))]
    public void Cmdlet_Name_IsAnApprovedVerbAndItsClass(string cmdlet)
    {
        CmdletInfo info = ModuleCmdlets.Get(cmdlet);
        IEnumerable<string> approved = new[]
        {
            typeof(VerbsCommon), typeof(VerbsLifecycle), typeof(VerbsData), typeof(VerbsDiagnostic),
            typeof(VerbsSecurity), typeof(VerbsCommunications), typeof(VerbsOther),
        }.SelectMany(verbs => verbs.GetFields()).Select(verb => verb.Name);
        Assert.Contains(info.Verb, approved);
        Assert.StartsWith("Invite", info.Noun, StringComparison.Ordinal);
        Assert.Equal($"{info.Verb}{info.Noun}Command", info.ImplementingType.Name);
        Assert.True(info.ImplementingType.IsSealed);
    }

    [Theory]
    [MemberData(nameof(ModuleCmdlets.Names), MemberType = typeof(ModuleCmdlets))]
    public void Cmdlet_ThatChangesSomething_SupportsShouldProcess(string cmdlet)
    {
        CmdletInfo info = ModuleCmdlets.Get(cmdlet);
        Assert.NotEqual(ReadingVerbs.Contains(info.Verb, StringComparer.Ordinal), info.Parameters.ContainsKey("WhatIf"));
    }

    [Theory]
    [MemberData(nameof(ModuleCmdlets.Names), MemberType = typeof(ModuleCmdlets))]
    public void Cmdlet_SaysWhatItPutsOut(string cmdlet) => Assert.NotEmpty(ModuleCmdlets.Get(cmdlet).OutputType);

    [Theory]
    [MemberData(nameof(ModuleCmdlets.NamesWithVirtualHost), MemberType = typeof(ModuleCmdlets))]
    public void VirtualHost_IsFirstAndADomainToo(string cmdlet)
    {
        CmdletInfo info = ModuleCmdlets.Get(cmdlet);
        Assert.Contains("Domain", info.Parameters["VirtualHost"].Aliases);
        Assert.Contains(
            info.ParameterSets.SelectMany(set => set.Parameters),
            parameter => parameter is { Name: "VirtualHost", Position: 0 });
    }

    [Theory]
    [MemberData(nameof(ModuleCmdlets.NamesWithVirtualHost), MemberType = typeof(ModuleCmdlets))]
    public void VirtualHost_IsCompleted(string cmdlet) => Assert.Contains(
        ModuleCmdlets.Get(cmdlet).Parameters["VirtualHost"].Attributes, attribute => attribute is ArgumentCompleterAttribute);

    [Theory]
    [MemberData(nameof(ModuleCmdlets.NamesWithDatabase), MemberType = typeof(ModuleCmdlets))]
    public void Database_ComesThroughThePipeline(string cmdlet) => Assert.Contains(
        ModuleCmdlets.Get(cmdlet).ParameterSets.SelectMany(set => set.Parameters),
        parameter => parameter is { Name: "Database", IsMandatory: false, ValueFromPipelineByPropertyName: true });

    [Theory]
    [MemberData(nameof(ModuleCmdlets.Names), MemberType = typeof(ModuleCmdlets))]
    public void Parameters_AreOfTypesThatAnySessionKnows(string cmdlet) => Assert.DoesNotContain(
        ModuleCmdlets.Get(cmdlet).OwnParameters().Select(parameter => parameter.ParameterType.GetElementType() ?? parameter.ParameterType),
        type => type.Assembly.GetName().Name == "InvitesApi.Server");
}
