using System.Xml.Linq;
using InvitesApi.Server.Xmpp;

namespace InvitesApi.Server.Accounts.InBand;

/// <summary>Fills in what a server wants to know of a new account (XEP-0077 §3.1, §4).</summary>
internal static class RegistrationForm
{
    private const string Username = "username";
    private const string Password = "password";

    /// <summary>Fills in the form.</summary>
    /// <param name="form">The <c>query</c> that the server sent.</param>
    /// <param name="username">The name.</param>
    /// <param name="password">The password.</param>
    /// <param name="missing">What the server wants besides and we don't have; empty where it wants no more.</param>
    /// <returns>The <c>query</c> to send.</returns>
    public static XElement Fill(XElement form, string username, string password, out string missing)
    {
        if (form.Element(DataForm.Name) is { } fields)
        {
            return new XElement(Ns.Register + "query", FillFields(fields, username, password, out missing));
        }

        string url = (string?)form.Element(Ns.OutOfBand + "x")?.Element(Ns.OutOfBand + "url") ?? string.Empty;
        List<string> wanted = [.. form.Elements().Where(e => e.Name.Namespace == Ns.Register).Select(e => e.Name.LocalName)
            .Except(["instructions", "registered", "key", Username, Password], StringComparer.Ordinal)];
        missing = form.Element(Ns.Register + Username) is null && url.Length > 0
            ? $"Accounts are made at {url}."
            : Tell(wanted);
        return new XElement(
            Ns.Register + "query",
            form.Element(Ns.Register + "key"),
            new XElement(Ns.Register + Username, username),
            new XElement(Ns.Register + Password, password));
    }

    private static XElement FillFields(XElement fields, string username, string password, out string missing)
    {
        List<string> wanted = [];
        XElement filled = DataForm.Make("submit");
        foreach (XElement field in fields.Elements(Ns.Data + "field"))
        {
            string name = (string?)field.Attribute("var") ?? string.Empty;
            string? value = name switch
            {
                Username => username,
                Password => password,
                _ => (string?)field.Element(Ns.Data + "value"),
            };
            if (value is not null)
            {
                filled.Add(DataForm.Field(null, name, value));
            }
            else if (field.Element(Ns.Data + "required") is not null)
            {
                wanted.Add(name);
            }
        }

        missing = Tell(wanted);
        return filled;
    }

    private static string Tell(List<string> wanted) =>
        wanted.Count == 0 ? string.Empty : $"The server wants more than a name and a password: {string.Join(", ", wanted)}.";
}
