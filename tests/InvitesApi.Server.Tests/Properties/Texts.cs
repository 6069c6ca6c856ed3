using CsCheck;

namespace InvitesApi.Server.Tests.Properties;

/// <summary>Texts as others write them.</summary>
internal static class Texts
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private const string Telling = "\0\t\n\r \"'\\/:;,=&?#%@<>[]{}|!.-_*";

    /// <summary>A character of base64url.</summary>
    public static readonly Gen<char> Base64Url = Gen.Int[0, Alphabet.Length - 1].Select(i => Alphabet[i]);

    /// <summary>The token of an invite.</summary>
    public static readonly Gen<string> Token = Gen.String[Base64Url, 24, 24];

    /// <summary>Any text, often with characters that mean something somewhere.</summary>
    public static readonly Gen<string> Any = Gen.String[Gen.OneOf(Gen.Char, Gen.Char['a', 'z'], Gen.Int[0, Telling.Length - 1].Select(i => Telling[i])), 0, 60];

    /// <summary>One of some values.</summary>
    public static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    /// <summary>Text that is Unicode, without halves of characters.</summary>
    public static readonly Gen<string> Unicode = Any.Select(text => string.Concat(text.Where(c => !char.IsSurrogate(c))));

    /// <summary>Text that XML can carry.</summary>
    public static readonly Gen<string> Xml = Any.Select(text => string.Concat(text.Where(System.Xml.XmlConvert.IsXmlChar)));
}
