using System.Security.Cryptography;

namespace InvitesApi.Server.Pages;

/// <summary>A file that the page needs. Its name has a hash of its content, so that browsers may keep it for ever.</summary>
/// <param name="Name">Its name in links: <c>page.1f0c3a9b2d44.css</c>.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Content">What it holds.</param>
internal sealed record PageAsset(string Name, string ContentType, ReadOnlyMemory<byte> Content)
{
    private const int HashBytes = 6;

    /// <summary>Makes one.</summary>
    /// <param name="fileName">The name of the file, with its extension, which must be one of <see cref="IsKnown"/>.</param>
    /// <param name="content">What it holds.</param>
    public static PageAsset Of(string fileName, byte[] content)
    {
        string extension = Path.GetExtension(fileName);
        string hash = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, HashBytes));
        return new PageAsset($"{Path.GetFileNameWithoutExtension(fileName)}.{hash}{extension}", TypeOf(extension)!, content);
    }

    /// <summary>Whether a file is of a kind that is served.</summary>
    public static bool IsKnown(string fileName) => TypeOf(Path.GetExtension(fileName)) is not null;

    private static string? TypeOf(string extension) => extension switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".webp" => "image/webp",
        ".jpg" => "image/jpeg",
        _ => null,
    };
}
