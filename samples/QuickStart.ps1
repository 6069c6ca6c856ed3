# The main job from beginning to end: makes a key, starts the server, asks it for an invite, and stops it again.
# It runs as it stands in pwsh (after Import-Module InvitesApi) and in tools/PowerShellHost.
param(
    [string] $VirtualHost = 'example.com',

    # A file of its own, so that trying leaves nothing behind in your database.
    [string] $Database = [System.IO.Path]::Combine(
        [System.IO.Path]::GetTempPath(), "invites-quick-start-$([System.IO.Path]::GetRandomFileName())", 'invites.db')
)

$ErrorActionPreference = 'Stop'
$key = New-InviteApiKey $VirtualHost 'Quick start' -Database $Database
$server = Start-InviteApiServer $VirtualHost -Port 0 -Database $Database
try {
    # What any program does; in pwsh: Invoke-WebRequest "$($server.Uri[0])invites_api?key=$($key.Key)"
    $client = [System.Net.Http.HttpClient]::new()
    $client.DefaultRequestHeaders.Authorization = "Bearer $($key.Key)"
    $answer = $client.GetAsync("$($server.Uri[0])invites_api").GetAwaiter().GetResult()
    "Key:      $($key.Key)"
    "Status:   $([int] $answer.StatusCode) $($answer.ReasonPhrase)"
    "Location: $($answer.Headers.Location)"
}
finally {
    $server | Stop-InviteApiServer
    [System.IO.Directory]::Delete([System.IO.Path]::GetDirectoryName($Database), $true)
}
