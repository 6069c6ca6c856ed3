using System.Xml;

namespace InvitesApi.Server.Xmpp;

/// <summary>
/// The names of elements, attributes and namespaces that a stream has brought. A reader keeps each for as long as it lives, and whoever may send a
/// stanza chooses them: a stream with more than fit is ended, and the next begins with none.
/// </summary>
/// <param name="most">How many characters they may have together.</param>
internal sealed class BoundedNames(int most) : NameTable
{
    private int _characters;

    /// <inheritdoc/>
    public override string Add(string key) => Get(key) ?? Counted(base.Add(key));

    /// <inheritdoc/>
    public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? Counted(base.Add(key, start, len));

    private string Counted(string name)
    {
        _characters += name.Length;
        return _characters <= most ? name : throw new XmppException(
            XmppFailure.Malformed, $"The stream has brought different names of more than {most} characters.");
    }
}
