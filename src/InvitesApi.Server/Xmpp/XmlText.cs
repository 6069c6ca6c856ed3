using System.Xml;

namespace InvitesApi.Server.Xmpp;

/// <summary>Tells text that XML can carry from text that it can't (XML 1.0 §2.2).</summary>
internal static class XmlText
{
    /// <summary>Whether a text has no control characters but tab and line breaks, and no half of a surrogate pair.</summary>
    /// <param name="text">Any text.</param>
    public static bool IsPossible(string text)
    {
        try
        {
            XmlConvert.VerifyXmlChars(text);
            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }
}
