using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace InvitesApi.PowerShell.Tests;

/// <summary>
/// No type of the cmdlets' assembly has an enum or a struct of the server as a field or property, closures and state machines included:
/// PowerShell looks at all of them before the server's assembly can be found.
/// </summary>
public sealed class BoundaryTests : IDisposable
{
    private readonly PEReader _file = new(File.OpenRead(Path.Combine(ModuleSession.ModuleFolder, "InvitesApi.PowerShell.dll")));

    private MetadataReader Reader => _file.GetMetadataReader();

    [Fact]
    public void Fields_OfTheCmdletsAssembly_HaveNoStructOfTheServer() => Assert.Empty(
        from handle in Reader.TypeDefinitions
        let type = Reader.GetTypeDefinition(handle)
        from field in type.GetFields().Select(Reader.GetFieldDefinition)
        where field.DecodeSignature(new ServerStructs(), null).HasServerStruct
        select $"{Name(type)}.{Reader.GetString(field.Name)}");

    [Fact]
    public void Properties_OfTheCmdletsAssembly_HaveNoStructOfTheServer() => Assert.Empty(
        from handle in Reader.TypeDefinitions
        let type = Reader.GetTypeDefinition(handle)
        from property in type.GetProperties().Select(Reader.GetPropertyDefinition)
        where property.DecodeSignature(new ServerStructs(), null).ReturnType.HasServerStruct
        select $"{Name(type)}.{Reader.GetString(property.Name)}");

    [Fact]
    public void Reading_OfSignatures_KnowsAStructOfTheServer() => Assert.Contains(
        from handle in Reader.MethodDefinitions
        let method = Reader.GetMethodDefinition(handle)
        select method.DecodeSignature(new ServerStructs(), null) is var signature
            && signature.ParameterTypes.Prepend(signature.ReturnType).Any(type => type.HasServerStruct),
        found => found);

    public void Dispose() => _file.Dispose();

    private string Name(TypeDefinition type) => type.GetDeclaringType() is { IsNil: false } outer
        ? $"{Name(Reader.GetTypeDefinition(outer))}+{Reader.GetString(type.Name)}"
        : Reader.GetString(type.Name);
}
