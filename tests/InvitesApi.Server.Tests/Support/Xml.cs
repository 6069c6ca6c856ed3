using System.Xml.Linq;

namespace InvitesApi.Server.Tests.Support;

/// <summary>Compares XML by what it says: prefixes, the order of attributes and space between elements don't count.</summary>
internal static class Xml
{
    public static void Equal(string expected, XElement? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(Canonical(XElement.Parse(expected)), Canonical(actual));
    }

    private static string Canonical(XElement element)
    {
        string attributes = string.Concat(element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration)
            .Select(attribute => $" {attribute.Name}='{attribute.Value}'").Order(StringComparer.Ordinal));
        string content = string.Concat(element.Nodes().Select(node => node switch
        {
            XElement child => "\n" + Canonical(child),
            XText text when element.HasElements && string.IsNullOrWhiteSpace(text.Value) => string.Empty,
            XText text => text.Value,
            _ => node.ToString(),
        }));
        return $"<{element.Name}{attributes}>{content}</>";
    }
}
