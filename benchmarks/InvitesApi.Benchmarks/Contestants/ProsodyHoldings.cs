using System.Globalization;
using System.Text;

namespace InvitesApi.Benchmarks.Contestants;

/// <summary>Invites that a Prosody with internal storage holds before it starts: one file, which it writes anew for each invite.</summary>
internal static class ProsodyHoldings
{
    /// <summary>Writes them.</summary>
    /// <param name="folder">The data folder of the Prosody.</param>
    /// <param name="count">How many.</param>
    public static void Write(string folder, int count)
    {
        string ofHost = Path.Combine(folder, Serving.Host.Replace(".", "%2e", StringComparison.Ordinal));
        Directory.CreateDirectory(ofHost);
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var file = new StringBuilder("return {\n");
        for (int i = 0; i < count; i++)
        {
            string token = i.ToString("D24", CultureInfo.InvariantCulture);
            file.Append(CultureInfo.InvariantCulture, $$"""
                ["{{token}}"] = {
                  ["type"] = "register"; ["jid"] = "{{Serving.Host}}"; ["token"] = "{{token}}"; ["allow_registration"] = true;
                  ["uri"] = "xmpp:{{Serving.Host}}?register;preauth={{token}}"; ["created_at"] = {{now}}; ["expires"] = {{now + 604_800}};
                  ["landing_page"] = "http://{{Serving.Host}}:5280/invites_page?{{token}}";
                  ["additional_data"] = { ["source"] = "api/token/benchmark" };
                };

                """);
        }

        File.WriteAllText(Path.Combine(ofHost, "invite_token.dat"), file.Append("};\n").ToString());
    }
}
