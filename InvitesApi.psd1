@{
    RootModule           = 'InvitesApi.PowerShell.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '6c1f5a0e-8a53-4f0b-9d4e-2f6a3f7b9c11'
    Author               = 'The Invites API contributors'
    CompanyName          = 'Community'
    Copyright            = '(c) The Invites API contributors. MIT licence.'
    Description          = 'Invite people to an XMPP (Jabber) server: API keys, and the HTTP endpoint of Prosody''s mod_invites_api, in PowerShell.'
    PowerShellVersion    = '7.6'
    CompatiblePSEditions = @('Core')

    CmdletsToExport      = @(
        'Add-InviteApiVirtualHost'
        'Backup-InviteDatabase'
        'Clear-Invite'
        'Export-InviteData'
        'Export-InviteQrCode'
        'Export-InviteSheet'
        'Get-Invite'
        'Get-InviteApiKey'
        'Get-InviteApiServer'
        'Get-InviteAudit'
        'Get-InviteHistory'
        'Import-InviteData'
        'New-Invite'
        'New-InviteApiKey'
        'Remove-Invite'
        'Remove-InviteApiKey'
        'Remove-InviteApiVirtualHost'
        'Reset-InviteApiKey'
        'Restore-Invite'
        'Restore-InviteDatabase'
        'Set-Invite'
        'Set-InviteApiKey'
        'Show-InviteQrCode'
        'Start-InviteApiServer'
        'Stop-InviteApiServer'
        'Test-InviteApiConfiguration'
        'Test-InviteApiKey'
        'Test-InviteDatabase'
    )
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
    FormatsToProcess     = @('InvitesApi.Format.ps1xml')

    PrivateData          = @{
        PSData = @{
            Tags = @('XMPP', 'Jabber', 'Prosody', 'ejabberd', 'invites', 'PSEdition_Core', 'Linux', 'Windows', 'MacOS')
        }
    }
}
