BeforeAll {
    Import-Module "$PSScriptRoot/../out/InvitesApi" -Force
}

Describe 'API keys' {
    BeforeEach {
        $database = Join-Path $TestDrive "$([System.IO.Path]::GetRandomFileName())/invites.db"
        $PSDefaultParameterValues = @{ '*-InviteApiKey:Database' = $database }
    }

    It 'are made with a text of two halves, and an id that can be typed' {
        $key = New-InviteApiKey example.com 'My test key'
        $key.Key | Should -Match '^iak_[A-Za-z0-9_-]{12}/[A-Za-z0-9_-]{36}[A-Za-z0-9]{6}$'
        $key.Id | Should -BeExactly ($key.Key -split '/')[0]
        $key.Name | Should -BeExactly 'My test key'
        $key.CreatedAt | Should -BeOfType datetime
    }

    It 'are listed without their secrets' {
        $key = New-InviteApiKey example.com 'My test key'
        $listed = Get-InviteApiKey example.com
        $listed.Id | Should -BeExactly $key.Id
        $listed.PSObject.Properties.Name | Should -Not -Contain 'Key'
        ($key | Format-Table | Out-String) + ($listed | Format-Table | Out-String) | Should -Not -Match ($key.Key -split '/')[1]
        (Get-Content $database -Raw) | Should -Not -Match ($key.Key -split '/')[1]
    }

    It 'fit a table of 80 columns' {
        $null = New-InviteApiKey 'a-very-long-name-of-a-virtual-host.and-an-even-longer-domain.example' ('A name without end. ' * 9)
        Get-InviteApiKey | Out-String -Width 80 -Stream | ForEach-Object { $_.Length | Should -BeLessOrEqual 80 }
    }

    It 'are taken over from elsewhere' {
        (New-InviteApiKey example.com -Key 'HTwALnKL/73UUylA-2ZJbu9x1XMATuIbjWpip8ow1').Id | Should -BeExactly 'HTwALnKL'
    }

    It 'keep their secrets out of lists, JSON and what -Verbose says' {
        $key = New-InviteApiKey example.com -Verbose 4> "$TestDrive/verbose.txt"
        $secret = ($key.Key -split '/')[1]
        Get-Content "$TestDrive/verbose.txt" -Raw | Should -Match $key.Id
        Get-Content "$TestDrive/verbose.txt" -Raw | Should -Not -Match $secret
        $listed = Get-InviteApiKey example.com
        ($listed | Format-List * | Out-String) + ($listed | ConvertTo-Json) + ($listed | ConvertTo-Csv) | Should -Not -Match $secret
    }

    It 'that are malformed or taken are refused' {
        $null = New-InviteApiKey example.com -Key 'HTwALnKL/73UUylA-2ZJbu9x1XMATuIbjWpip8ow1'
        { New-InviteApiKey example.com -Key 'HTwALnKL/73UUylA-2ZJbu9x1XMATuIbjWpip8ow2' -ErrorAction Stop } |
            Should -Throw -ErrorId 'InviteApiKeyTaken,*'
        { New-InviteApiKey example.com -Key 'HTwALnKL' -ErrorAction Stop } | Should -Throw -ErrorId 'InviteApiKeyMalformed,*'
    }

    It 'have limits, which a CSV file may give, and show what they were used for' {
        @'
VirtualHost,Name,MaxInvites,RateLimit,AllowedAddress
example.com,shop,1,60/min,127.0.0.0/8
example.com,forum,,,
'@ | Set-Content "$TestDrive/limits.csv"
        $keys = Import-Csv "$TestDrive/limits.csv" | New-InviteApiKey
        $server = Start-InviteApiServer example.com -Database $database -Port 0
        try {
            $ask = @{ Uri = "$($server.Uri)invites_api"; Headers = @{ Host = 'example.com' }; SkipHttpErrorCheck = $true }
            $answers = foreach ($key in $keys[0], $keys[0], $keys[1]) {
                (Invoke-WebRequest @ask -Authentication Bearer -Token (ConvertTo-SecureString $key.Key -AsPlainText) -AllowUnencryptedAuthentication).StatusCode
            }
            $answers | Should -Be 201, 403, 201
        }
        finally {
            $server | Stop-InviteApiServer
        }

        $shop = Get-InviteApiKey example.com -Name shop
        $shop.State | Should -BeExactly 'Exhausted'
        $shop.InviteCount | Should -Be 1
        $shop.LastAddress | Should -BeExactly '127.0.0.1'
        Set-InviteApiKey example.com $shop.Id -MaxInvites 2
        (Get-InviteApiKey example.com -Name shop).State | Should -BeExactly 'Active'
    }

    It 'get new tokens, and tell why they are refused' {
        $key = New-InviteApiKey example.com
        $new = Reset-InviteApiKey example.com $key.Id
        (Test-InviteApiKey example.com $key.Key).Reason | Should -BeExactly 'WrongToken'
        (Test-InviteApiKey example.com $new.Key).Allowed | Should -BeTrue
    }

    It 'are made a thousand in a pipeline' {
        $keys = 1..1500 | ForEach-Object { [pscustomobject]@{ Name = "key $_" } } | New-InviteApiKey example.com
        $keys.Key | Sort-Object -Unique | Should -HaveCount 1500
        Get-InviteApiKey | Should -HaveCount 1500
    }

    It 'have names without control characters' {
        { New-InviteApiKey example.com "a`tb" -ErrorAction Stop } | Should -Throw -ErrorId 'InviteApiKeyNameInvalid,*'
    }

    It 'come from a CSV file, and go into one' {
        'VirtualHost,Name', 'example.com,one', 'example.org,two' | Set-Content "$TestDrive/keys.csv"
        Import-Csv "$TestDrive/keys.csv" | New-InviteApiKey | Export-Csv "$TestDrive/made.csv"
        (Import-Csv "$TestDrive/made.csv").Key | Should -HaveCount 2
        Get-InviteApiKey | ForEach-Object Name | Should -Be 'one', 'two'
    }

    It 'are removed through the pipeline, by name' {
        'ci-1', 'ci-2', 'web' | ForEach-Object { $null = New-InviteApiKey example.com $_ }
        Get-InviteApiKey example.com | Where-Object Name -like 'ci-*' | Remove-InviteApiKey
        (Get-InviteApiKey example.com).Name | Should -Be 'web'
    }

    It 'stay when only -WhatIf was said' {
        $key = New-InviteApiKey example.com
        $before = (Get-FileHash $database).Hash
        $key | Remove-InviteApiKey -WhatIf
        (Get-FileHash $database).Hash | Should -Be $before
        Get-InviteApiKey | Should -HaveCount 1
    }

    It 'are not made when only -WhatIf was said, and neither is a database' {
        New-InviteApiKey example.com -WhatIf | Should -BeNullOrEmpty
        $database | Should -Not -Exist
    }

    It 'are found again by the pipeline in the database that they came from' {
        $PSDefaultParameterValues = @{}
        $other = Join-Path $TestDrive "$([System.IO.Path]::GetRandomFileName()).db"
        $database, $other | ForEach-Object { $null = New-InviteApiKey example.com -Database $_ }
        Get-InviteApiKey -Database $other | Remove-InviteApiKey
        Get-InviteApiKey -Database $other | Should -BeNullOrEmpty
        Get-InviteApiKey -Database $database | Should -HaveCount 1
    }

    It 'are in a database whose path is relative to the location' {
        Push-Location $TestDrive
        try {
            $key = New-InviteApiKey example.com -Database ./relative/invites.db
            $key.Database | Should -Be (Join-Path $TestDrive 'relative' 'invites.db')
            $key.Database | Should -Exist
        }
        finally {
            Pop-Location
        }
    }

    It 'that are unknown are a non-terminating error with an id' {
        $key = New-InviteApiKey example.com
        Remove-InviteApiKey example.com nobody-1, $key.Id -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure | Should -HaveCount 1
        $failure.FullyQualifiedErrorId | Should -BeLike 'InviteApiKeyNotFound,*'
        $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure.TargetObject | Should -BeExactly 'nobody-1'
        Get-InviteApiKey | Should -BeNullOrEmpty
    }

    It 'of a host without any are nothing, and no error' {
        Get-InviteApiKey nobody.example -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'are for a host name: <_>' -ForEach 'a..b', 'exa mple.com', ('a' * 300) {
        { New-InviteApiKey $_ -ErrorAction Stop } | Should -Throw -ErrorId 'VirtualHostInvalid,*'
    }

    It 'need a file for a database' {
        { Get-InviteApiKey -Database $TestDrive } | Should -Throw -ErrorId 'DatabaseUnavailable,*'
        'This is no database, but a text of some length.' * 40 | Set-Content "$TestDrive/text.db"
        { Get-InviteApiKey -Database "$TestDrive/text.db" } | Should -Throw -ErrorId 'DatabaseForeign,*'
    }

    It 'are kept in a file of their owner''s alone' -Skip:$IsWindows {
        $null = New-InviteApiKey example.com
        (Get-Item $database).UnixFileMode | Should -Be 'UserWrite, UserRead'
    }

    It 'leave $? false where one was not found' {
        $null = New-InviteApiKey example.com
        Remove-InviteApiKey example.com nobody-1 -ErrorAction SilentlyContinue
        $? | Should -BeFalse
    }

    It 'complete as they are typed' {
        $key = New-InviteApiKey example.com 'My test key'
        $line = "Remove-InviteApiKey -Database '$database' example.com "
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be $key.Id
    }
}
