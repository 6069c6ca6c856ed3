BeforeAll {
    Import-Module "$PSScriptRoot/../out/InvitesApi" -Force
    $PSDefaultParameterValues['*-Invite*:Database'] = "$TestDrive/invites.db"
}

AfterAll {
    Remove-Module InvitesApi
}

Describe 'New-Invite' {
    It 'makes an account invite for seven days' {
        $invite = New-Invite example.com
        $invite.Kind | Should -Be 'Account'
        $invite.Uri | Should -Be "xmpp:example.com?register;preauth=$($invite.Token)"
        ($invite.ExpiresAt - $invite.CreatedAt).TotalDays | Should -BeGreaterThan 6.99
    }

    It 'makes invites of the other kinds' {
        (New-Invite example.com -Contact romeo -AllowRegistration).Uri | Should -Match '^xmpp:romeo@example\.com\?roster;preauth=.{24};ibr=y$'
        (New-Invite example.com -ResetPassword juliet).Uri | Should -Match '^xmpp:juliet@example\.com\?register;preauth=.{24}$'
    }

    It 'takes spans of time as Prosody writes them' -ForEach @(
        @{ Span = '2d'; Days = 2 }, @{ Span = '48h'; Days = 2 }, @{ Span = '3 weeks'; Days = 21 }
    ) {
        $invite = New-Invite example.com -ExpiresIn $Span
        [math]::Round(($invite.ExpiresAt - $invite.CreatedAt).TotalDays) | Should -Be $Days
    }

    It 'takes a span of time without quotes' {
        $invite = New-Invite example.com -ExpiresIn 2d
        [math]::Round(($invite.ExpiresAt - $invite.CreatedAt).TotalDays) | Should -Be 2
    }

    It 'makes an invite for each row of a CSV file' {
        "VirtualHost,Username,Note,MaxUses`na.example,mercutio,one,1`nb.example,,,3" | Set-Content "$TestDrive/guests.csv"
        $invites = Import-Csv "$TestDrive/guests.csv" | New-Invite
        $invites.VirtualHost | Should -Be 'a.example', 'b.example'
        $invites.Username | Should -Be 'mercutio', $null
        $invites.MaxUses | Should -Be 1, 3
    }

    It 'refuses a name that is reserved' {
        New-Invite example.com tybalt
        { New-Invite example.com tybalt -ErrorAction Stop } | Should -Throw -ErrorId 'InviteUsernameReserved,*'
    }

    It 'does nothing with -WhatIf' {
        $before = @(Get-Invite).Count
        New-Invite example.com -WhatIf
        @(Get-Invite).Count | Should -Be $before
    }
}

Describe 'Invites that are there' {
    It 'are listed newest first, as many as are wanted' {
        New-Invite list.example -Note first
        New-Invite list.example -Note second
        (Get-Invite list.example -First 1).Note | Should -Be 'second'
        (Get-Invite list.example | Select-Object -First 1).Note | Should -Be 'second'
        Get-Invite list.example -Note 'f*' | Should -HaveCount 1
    }

    It 'are changed, revoked and restored, and their history tells it' {
        $invite = New-Invite example.com
        $invite | Set-Invite -ExpiresIn 30d -Note later
        $invite | Remove-Invite
        ($invite | Get-Invite).State | Should -Be 'Revoked'
        ($invite | Restore-Invite -PassThru).State | Should -Be 'Pending'
        ($invite | Get-InviteHistory).Action | Should -Be 'Created', 'Changed', 'Revoked', 'Restored'
    }

    It 'are forgotten when they have ended' {
        New-Invite clear.example | Remove-Invite
        New-Invite clear.example -Note good
        Clear-Invite clear.example -Before (Get-Date).AddMinutes(1) -Confirm:$false
        (Get-Invite clear.example).Note | Should -Be 'good'
    }

    It 'are shown as a table that fits a terminal' {
        New-Invite example.com
        Get-Invite -First 3 | Format-Table | Out-String -Width 80 -Stream | ForEach-Object { $_.Length | Should -BeLessOrEqual 80 }
    }
}

Describe 'Invites for people' {
    It 'are drawn in the terminal' {
        $lines = New-Invite example.com | Show-InviteQrCode
        $lines[-1] | Should -BeLike 'xmpp:example.com?register;preauth=*'
        $lines.Count | Should -BeGreaterThan 15
    }

    It 'are written as images and as a sheet' {
        New-Invite example.com | Export-InviteQrCode -Path "$TestDrive/a.svg" | Should -BeOfType System.IO.FileInfo
        New-Invite example.com | Export-InviteQrCode -Path "$TestDrive/a.png"
        (Get-Content "$TestDrive/a.png" -AsByteStream -TotalCount 4)[1..3] | Should -Be 80, 78, 71
        New-Invite example.com -Count 4 | Export-InviteSheet -Path "$TestDrive/cards.html" -Language fr
        [regex]::Matches((Get-Content "$TestDrive/cards.html" -Raw), '<svg ').Count | Should -Be 4
    }

    It 'have a page, which tells what became of them' {
        $server = Start-InviteApiServer page.example -Port 0
        try {
            $invite = New-Invite page.example
            $answer = Invoke-WebRequest $invite.Page
            $answer.StatusCode | Should -Be 200
            $answer.Headers.Link | Should -Be "<$($invite.Uri)>; rel=`"alternate`""
            $invite | Remove-Invite
            (Invoke-WebRequest $invite.Page -SkipHttpErrorCheck).StatusCode | Should -Be 410
        }
        finally {
            $server | Stop-InviteApiServer
        }
    }
}
