using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace InvitesApi.PowerShell.Tests;

/// <summary>Reads signatures of an assembly without loading it: whether a value has an enum or a struct of the server in it.</summary>
internal sealed class ServerStructs : ISignatureTypeProvider<ServerStructs.Reading, object?>
{
    private const byte ValueType = 0x11; // ECMA-335 §II.23.1.16, ELEMENT_TYPE_VALUETYPE

    public Reading GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        new(rawTypeKind == ValueType, rawTypeKind == ValueType && IsOfServer(reader, handle));

    public Reading GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        new(rawTypeKind == ValueType, HasServerStruct: false);

    // Only a generic struct, such as Nullable<T>, has its arguments within.
    public Reading GetGenericInstantiation(Reading genericType, ImmutableArray<Reading> typeArguments) => genericType with
    {
        HasServerStruct = genericType.HasServerStruct
            || (genericType.IsStruct && typeArguments.Any(argument => argument.HasServerStruct)),
    };

    public Reading GetTypeFromSpecification(
        MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public Reading GetModifiedType(Reading modifier, Reading unmodifiedType, bool isRequired) => unmodifiedType;

    public Reading GetPinnedType(Reading elementType) => elementType;

    public Reading GetPointerType(Reading elementType) => elementType;

    public Reading GetByReferenceType(Reading elementType) => elementType;

    public Reading GetArrayType(Reading elementType, ArrayShape shape) => elementType;

    public Reading GetSZArrayType(Reading elementType) => elementType;

    public Reading GetPrimitiveType(PrimitiveTypeCode typeCode) => default;

    public Reading GetGenericTypeParameter(object? genericContext, int index) => default;

    public Reading GetGenericMethodParameter(object? genericContext, int index) => default;

    public Reading GetFunctionPointerType(MethodSignature<Reading> signature) => default;

    private static bool IsOfServer(MetadataReader reader, TypeReferenceHandle handle)
    {
        EntityHandle scope = reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => IsOfServer(reader, (TypeReferenceHandle)scope),
            HandleKind.AssemblyReference => reader.GetString(
                reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name) == "InvitesApi.Server",
            _ => false,
        };
    }

    /// <summary>What a signature says of a type.</summary>
    /// <param name="IsStruct">Whether it is a struct or an enum.</param>
    /// <param name="HasServerStruct">Whether it is one of the server's, or has one in it.</param>
    internal readonly record struct Reading(bool IsStruct, bool HasServerStruct);
}
