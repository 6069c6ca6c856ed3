namespace InvitesApi.Server.Tests.Configuration;

/// <summary>Files that are refused: text, line and setting of what is wrong.</summary>
internal static class BadConfigurations
{
    /// <summary>What a JSON schema can tell too.</summary>
    public static TheoryData<string, int, string?> OfForm => new()
    {
        { "[]", 1, null },
        { "\n\"text\"", 2, null },
        { "{\n\"prots\": 1 }", 2, "prots" },
        { "{\n\n\"Ports\": 1 }", 3, "Ports" },
        { "{ \"port\": 1 }", 1, "port" },
        { "{ \"certificatePassword\": \"secret\" }", 1, "certificatePassword" },
        { "{ \"certificate\": \"x\" }", 1, "certificate" },
        { "{ \"wait\": true }", 1, "wait" },
        { "{ \"ports\":\n\"5280\" }", 2, "ports" },
        { "{ \"ports\": [\n5280,\n65536] }", 3, "ports" },
        { "{ \"ports\": [1.5] }", 1, "ports" },
        { "{ \"ports\": -1 }", 1, "ports" },
        { "{ \"ports\": null }", 1, "ports" },
        { "{ \"ports\": {} }", 1, "ports" },
        { "{ \"interfaces\": [] }", 1, "interfaces" },
        { "{ \"interfaces\": [\"\"] }", 1, "interfaces" },
        { "{ \"interfaces\": [[\"*\"]] }", 1, "interfaces" },
        { "{ \"unixSocketMode\": 660 }", 1, "unixSocketMode" },
        { "{ \"unixSocketMode\": \"rw\" }", 1, "unixSocketMode" },
        { "{ \"allowPlainHttp\": \"yes\" }", 1, "allowPlainHttp" },
        { "{ \"allowPlainHttp\": 1 }", 1, "allowPlainHttp" },
        { "{ \"managementPort\": [1] }", 1, "managementPort" },
        { "{ \"maxHeaderSize\": 1023 }", 1, "maxHeaderSize" },
        { "{ \"headerTimeoutSeconds\": 0 }", 1, "headerTimeoutSeconds" },
        { "{ \"headerTimeoutSeconds\": 1e9 }", 1, "headerTimeoutSeconds" },
        { "{ \"stopTimeoutSeconds\": \"10\" }", 1, "stopTimeoutSeconds" },
        { "{ \"accessLog\": true }", 1, "accessLog" },
        { "{ \"accessLog\": \"\" }", 1, "accessLog" },
        { "{ \"database\": [] }", 1, "database" },
        { "{ \"externalUri\": \"example.com\" }", 1, "externalUri" },
        { "{ \"externalUri\": \"ftp://example.com/\" }", 1, "externalUri" },
        { "{ \"externalUri\": 1 }", 1, "externalUri" },
        { "{ \"forgetInvitesAfter\": 30 }", 1, "forgetInvitesAfter" },
        { "{ \"forgetInvitesAfter\": \"30\" }", 1, "forgetInvitesAfter" },
        { "{ \"forgetInvitesAfter\": \"soon\" }", 1, "forgetInvitesAfter" },
        { "{ \"showApps\": [] }", 1, "showApps" },
        { "{ \"httpPaths\": [] }", 1, "httpPaths" },
        { "{ \"httpPaths\": {\n\"invites_api\": 1 } }", 2, "httpPaths" },
        { "{ \"virtualHosts\": [] }", 1, "virtualHosts" },
        { "{ \"virtualHosts\": [\n1] }", 2, "virtualHosts" },
        { "{ \"virtualHosts\": [\n{ \"httpHost\": \"a.example\" }] }", 2, "virtualHosts" },
        { "{ \"virtualHosts\": [\n{ \"name\": 1 }] }", 2, "virtualHosts" },
        { "{ \"virtualHosts\": [\"a.example\",\n{ \"name\": \"b.example\",\n\"ports\": 1 }] }", 3, "virtualHosts[1].ports" },
        { "{ \"virtualHosts\": { \"name\": \"b.example\",\n\"corsOrigins\": 1 } }", 2, "virtualHosts[0].corsOrigins" },
    };

    /// <summary>What only the reader can tell.</summary>
    public static TheoryData<string, int, string?> BeyondSchema => new()
    {
        { "", 1, null },
        { "{\n\"ports\": 1", 2, null },
        { "{\n\"ports\" 1 }", 2, null },
        { "{}\n{}", 2, null },
        { "{ \"ports\": 1,\n\"ports\": 2 }", 2, "ports" },
        { "{ \"accessLog\": \"a\\u0000b\" }", 1, "accessLog" },
        { "{ \"database\": \"mysql://a/b\" }", 1, "database" },
        { "{ \"virtualHosts\": [\"a.example\",\n\"A.example\"] }", 2, "virtualHosts" },
        { "{ \"forgetInvitesAfter\": \"0d\" }", 1, "forgetInvitesAfter" },
        { "{ \"certificatePasswordFile\": \"missing\" }", 1, "certificatePasswordFile" },
    };
}
