BeforeAll {
    Import-Module "$PSScriptRoot/../out/InvitesApi" -Force
}

Describe 'The audit trail' {
    BeforeEach {
        $database = Join-Path $TestDrive "$([System.IO.Path]::GetRandomFileName()).db"
        $PSDefaultParameterValues = @{ '*-Invite*:Database' = $database }
    }

    It 'tells who made and removed what, the newest first' {
        $key = New-InviteApiKey example.com ci
        New-Invite example.com | Remove-Invite
        $key | Remove-InviteApiKey
        $entries = Get-InviteAudit
        $entries.Action | Should -Be 'key-removed', 'invite-revoked', 'invites-made', 'key-made'
        $entries.Number | Should -Be 4, 3, 2, 1
        $entries.Actor | Should -Be (@("shell/$([Environment]::UserName)@$([Environment]::MachineName)") * 4)
        $entries[3].Subject | Should -BeExactly $key.Id
    }

    It 'has no secret' {
        $key = New-InviteApiKey example.com
        $invite = New-Invite example.com
        $told = Get-InviteAudit | ConvertTo-Json
        $told | Should -Match $key.Id
        $told | Should -Not -Match ($key.Key -split '/')[1]
        $told | Should -Not -Match $invite.Token
    }

    It 'fits a table of 80 columns' {
        $null = New-InviteApiKey 'a-very-long-name-of-a-virtual-host.and-an-even-longer-domain.example'
        Get-InviteAudit | Out-String -Width 80 -Stream | ForEach-Object { $_.Length | Should -BeLessOrEqual 80 }
    }

    It 'gives pages' {
        1..5 | ForEach-Object { $null = New-InviteApiKey example.com }
        (Get-InviteAudit -Skip 1 -First 2).Number | Should -Be 4, 3
    }

    It 'goes on from a head that was noted' {
        $null = New-InviteApiKey example.com
        $head = (Get-InviteAudit -Verify).Head
        $head | Should -Match '^[0-9a-f]{64}$'
        $null = New-InviteApiKey example.com
        (Get-InviteAudit -Verify -ExpectedHead $head).Count | Should -Be 2
        { Get-InviteAudit -Verify -ExpectedHead ('0' * 64) } | Should -Throw -ErrorId 'AuditHeadNotFound,*'
    }

    It 'tells the number of an entry that was changed in the file' {
        'one', 'two-was-here', 'three' | ForEach-Object { $null = New-InviteApiKey example.com $_ }
        $text = [System.Text.Encoding]::Latin1.GetString([System.IO.File]::ReadAllBytes($database))
        $text | Should -Match 'two-was-here'
        [System.IO.File]::WriteAllBytes($database, [System.Text.Encoding]::Latin1.GetBytes($text.Replace('two-was-here', 'two-was-away')))
        try {
            Get-InviteAudit -Verify
            throw 'The change was not found.'
        }
        catch {
            $_.FullyQualifiedErrorId | Should -BeLike 'AuditChainBroken,*'
            $_.CategoryInfo.Category | Should -Be 'InvalidData'
            $_.TargetObject | Should -Be 2
        }
    }

    It 'refuses a head that is none' {
        { Get-InviteAudit -Verify -ExpectedHead abc } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }
}
