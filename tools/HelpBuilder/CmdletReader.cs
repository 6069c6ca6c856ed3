using System.Reflection;
using System.Runtime.InteropServices;

namespace HelpBuilder;

/// <summary>Reads what a module's assembly says of its cmdlets, without running any of it.</summary>
internal static class CmdletReader
{
    private const string Namespace = "System.Management.Automation.";

    /// <summary>Reads it.</summary>
    /// <param name="module">The assembly with the cmdlets.</param>
    /// <param name="reference">The assembly that PowerShell's attributes are in.</param>
    public static IReadOnlyList<CmdletFacts> Read(string module, string reference)
    {
        IEnumerable<string> runtime = Directory.EnumerateFiles(RuntimeEnvironment.GetRuntimeDirectory(), "*.dll");
        IEnumerable<string> beside = Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(module))!, "*.dll");
        using var context = new MetadataLoadContext(new PathAssemblyResolver([.. runtime, .. beside, reference]));
        return [.. context.LoadFromAssemblyPath(Path.GetFullPath(module)).GetExportedTypes()
            .Where(type => !type.IsAbstract && Attribute(type, "CmdletAttribute") is not null)
            .Select(Cmdlet)
            .OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal)];
    }

    private static CmdletFacts Cmdlet(Type type)
    {
        CustomAttributeData attribute = Attribute(type, "CmdletAttribute")!;
        IEnumerable<ParameterFacts> parameters = type.GetProperties()
            .Where(property => Attribute(property, "ParameterAttribute") is not null)
            .Select(Parameter)
            .OrderBy(parameter => parameter.Position ?? int.MaxValue)
            .ThenByDescending(parameter => parameter.IsMandatory)
            .ThenBy(parameter => parameter.Name, StringComparer.Ordinal);
        return new CmdletFacts(
            $"{attribute.ConstructorArguments[0].Value}-{attribute.ConstructorArguments[1].Value}",
            Named(attribute, "SupportsShouldProcess", otherwise: false),
            [.. parameters]);
    }

    private static ParameterFacts Parameter(PropertyInfo property)
    {
        CustomAttributeData[] declarations = [.. Attributes(property, "ParameterAttribute")];
        CustomAttributeData first = declarations[0];
        int position = Named(first, "Position", int.MinValue);
        return new ParameterFacts(
            property.Name,
            TypeName(property.PropertyType),
            Named(first, "Mandatory", otherwise: false),
            position == int.MinValue ? null : position,
            Pipeline(first),
            Attribute(property, "SupportsWildcardsAttribute") is not null,
            Strings(Attribute(property, "AliasAttribute")),
            Strings(Attribute(property, "ValidateSetAttribute")),
            [.. declarations.Select(declaration => Named(declaration, "ParameterSetName", string.Empty)).Where(set => set.Length > 0)]);
    }

    private static string Pipeline(CustomAttributeData parameter)
    {
        List<string> ways = [];
        if (Named(parameter, "ValueFromPipeline", otherwise: false))
        {
            ways.Add("ByValue");
        }

        if (Named(parameter, "ValueFromPipelineByPropertyName", otherwise: false))
        {
            ways.Add("ByPropertyName");
        }

        return ways.Count == 0 ? "False" : $"True ({string.Join(", ", ways)})";
    }

    private static string TypeName(Type type)
    {
        if (type.IsArray)
        {
            return TypeName(type.GetElementType()!) + "[]";
        }

        return type.IsGenericType && type.Name.StartsWith("Nullable`", StringComparison.Ordinal)
            ? TypeName(type.GetGenericArguments()[0])
            : type.Name;
    }

    private static CustomAttributeData? Attribute(MemberInfo member, string name) => Attributes(member, name).FirstOrDefault();

    private static IEnumerable<CustomAttributeData> Attributes(MemberInfo member, string name) =>
        member.CustomAttributes.Where(attribute => attribute.AttributeType.FullName == Namespace + name);

    private static T Named<T>(CustomAttributeData attribute, string name, T otherwise) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.MemberName == name).TypedValue.Value is T value ? value : otherwise;

    private static IReadOnlyList<string> Strings(CustomAttributeData? attribute) =>
        attribute?.ConstructorArguments[0].Value is IEnumerable<CustomAttributeTypedArgument> values
            ? [.. values.Select(value => (string)value.Value!)]
            : [];
}
