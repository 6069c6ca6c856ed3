using System.Xml.Linq;

namespace InvitesApi.Server.Xmpp;

/// <summary>Data forms (XEP-0004).</summary>
internal static class DataForm
{
    /// <summary>The name of the form itself.</summary>
    public static readonly XName Name = Ns.Data + "x";

    /// <summary>A form.</summary>
    /// <param name="type"><c>form</c>, <c>submit</c>, <c>cancel</c> or <c>result</c>.</param>
    /// <param name="content">Its fields, and what else it has.</param>
    public static XElement Make(string type, params object?[] content) => new(Name, new XAttribute("type", type), content);

    /// <summary>A field.</summary>
    /// <param name="type">Its type, such as <c>text-single</c>; null to leave it out, as a submission may.</param>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value; null for none.</param>
    /// <param name="content">What else it has.</param>
    public static XElement Field(string? type, string name, string? value, params object?[] content) => new(
        Ns.Data + "field",
        type is null ? null : new XAttribute("type", type),
        new XAttribute("var", name),
        content,
        value is null ? null : new XElement(Ns.Data + "value", value));

    /// <summary>The value of a field.</summary>
    /// <param name="form">A form.</param>
    /// <param name="name">The name of the field.</param>
    /// <returns>The value; empty where there is no such field, or nothing in it.</returns>
    public static string Value(XElement form, string name)
    {
        XElement? field = form.Elements(Ns.Data + "field").FirstOrDefault(field => (string?)field.Attribute("var") == name);
        return (string?)field?.Element(Ns.Data + "value") ?? string.Empty;
    }
}
