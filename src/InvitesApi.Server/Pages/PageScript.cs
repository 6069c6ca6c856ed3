using System.Reflection;

namespace InvitesApi.Server.Pages;

/// <summary>The one script that there is.</summary>
internal static class PageScript
{
    /// <summary>Extras of the form that makes accounts.</summary>
    public static readonly PageAsset Register = PageAsset.Of("register.js", Read());

    private static byte[] Read()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Pages/register.js")!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
