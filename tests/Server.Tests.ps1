BeforeAll {
    Import-Module "$PSScriptRoot/../out/InvitesApi" -Force

    function Invoke-Endpoint([string] $Path, [hashtable] $Headers = @{}, [string] $Method = 'GET') {
        Invoke-WebRequest "$($server.Uri[0])$Path" -Headers $Headers -Method $Method -MaximumRedirection 0 -SkipHttpErrorCheck `
            -ErrorAction Ignore
    }
}

Describe 'The main job' {
    It 'leads from a key to a link, and to 403 when the key is gone' {
        $PSDefaultParameterValues = @{ '*-Invite*:Database' = "$TestDrive/main/invites.db" }
        $key = New-InviteApiKey example.com 'My test key'
        $server = Start-InviteApiServer example.com -Port 0
        try {
            $answer = Invoke-WebRequest "http://localhost:$($server.Port)/invites_api?key=$($key.Key)"
            $answer.StatusCode | Should -Be 201
            "$($answer.Headers.Location)" | Should -Match "^http://localhost:$($server.Port)/invites_page\?[A-Za-z0-9_-]{24}$"
            Remove-InviteApiKey example.com $key.Id
            $refused = Invoke-WebRequest "http://localhost:$($server.Port)/invites_api?key=$($key.Key)" -SkipHttpErrorCheck
            $refused.StatusCode | Should -Be 403
        }
        finally {
            $server | Stop-InviteApiServer
        }
        $server.State | Should -Be 'Stopped'
    }
}

Describe 'The server' {
    BeforeAll {
        $database = "$TestDrive/server/invites.db"
        $PSDefaultParameterValues = @{ '*-InviteApiKey:Database' = $database; 'Start-InviteApiServer:Database' = $database }
        $key = New-InviteApiKey example.com 'My test key'
        $server = Start-InviteApiServer example.com, example.org -Port 0
    }

    AfterAll {
        $server | Stop-InviteApiServer
    }

    It 'tells where it listens' {
        $server.Port | Should -BeGreaterThan 0
        $server.State | Should -Be 'Running'
        (Get-InviteApiServer -Id $server.Id).Uri | Should -Be $server.Uri
    }

    It 'answers a key in the query with 201 and a link that opens' {
        $answer = Invoke-Endpoint "invites_api?key=$($key.Key)"
        $answer.StatusCode | Should -Be 201
        $page = Invoke-WebRequest "$($answer.Headers.Location)"
        $page.StatusCode | Should -Be 200
        "$($page.Headers.Link)" | Should -BeLike '<xmpp:example.com`?register;preauth=*>; rel="alternate"'
    }

    It 'answers a key in the header with 201' {
        (Invoke-Endpoint invites_api @{ Authorization = "Bearer $($key.Key)" }).StatusCode | Should -Be 201
    }

    It 'answers curl with 201' {
        $answer = & (Get-Command curl -CommandType Application -TotalCount 1) --silent --include --header "Authorization: Bearer $($key.Key)" `
            "http://localhost:$($server.Port)/invites_api"
        $answer[0] | Should -BeLike 'HTTP/1.1 201*'
        $answer -match '^Location:' | Should -BeLike "Location: http://localhost:$($server.Port)/invites_page*"
    }

    It 'answers POST as it does GET' {
        (Invoke-RestMethod "$($server.Uri[0])invites_api" -Method Post -Authentication Bearer -AllowUnencryptedAuthentication `
            -Token (ConvertTo-SecureString $key.Key -AsPlainText -Force) -StatusCodeVariable status) | Should -BeNullOrEmpty
        $status | Should -Be 201
    }

    It 'takes a browser to the page' {
        $answer = Invoke-Endpoint "invites_api?key=$($key.Key)&redirect=true"
        $answer.StatusCode | Should -Be 303
        "$($answer.Headers.Location)" | Should -BeLike "$($server.Uri[0])invites_page*"
    }

    It 'asks for a key where none was sent' {
        $answer = Invoke-Endpoint invites_api
        $answer.StatusCode | Should -Be 401
        "$($answer.Headers['WWW-Authenticate'])" | Should -Be 'Bearer realm="example.com"'
    }

    It 'refuses a key at another host' {
        (Invoke-Endpoint invites_api @{ Authorization = "Bearer $($key.Key)"; Host = 'example.org' }).StatusCode | Should -Be 403
    }

    It 'refuses a key from the moment it is removed, by another process' {
        $short = New-InviteApiKey example.com
        (Invoke-Endpoint "invites_api?key=$($short.Key)").StatusCode | Should -Be 201
        pwsh -NoProfile -Command "Import-Module '$PSScriptRoot/../out/InvitesApi'; Remove-InviteApiKey example.com $($short.Id) -Database '$database'"
        $LASTEXITCODE | Should -Be 0
        (Invoke-Endpoint "invites_api?key=$($short.Key)").StatusCode | Should -Be 403
    }

    It 'says which port is in use' {
        { Start-InviteApiServer example.com -Port $server.Port } | Should -Throw -ErrorId 'ListenerPortInUse,*' -ExpectedMessage "*$($server.Port)*"
    }

    It 'makes links by template' {
        $second = Start-InviteApiServer example.com -Port 0 -InvitePage '/invite/{invite.token}/'
        try {
            $link = (Invoke-WebRequest "$($second.Uri[0])invites_api?key=$($key.Key)").Headers.Location
            "$link" | Should -Match '/invite/[A-Za-z0-9_-]{24}/$'
            (Invoke-WebRequest "$link").StatusCode | Should -Be 200
        }
        finally {
            $second | Stop-InviteApiServer
        }
    }

    It 'does not start when only -WhatIf was said' {
        $count = @(Get-InviteApiServer).Count
        Start-InviteApiServer example.com -Port 0 -WhatIf | Should -BeNullOrEmpty
        @(Get-InviteApiServer).Count | Should -Be $count
        $server | Stop-InviteApiServer -WhatIf
        $server.State | Should -Be 'Running'
    }

    It 'that is unknown is a non-terminating error with an id' {
        Get-InviteApiServer 1000000 -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure.FullyQualifiedErrorId | Should -BeLike 'InviteApiServerNotFound,*'
    }

    It 'fits a table of 80 columns' {
        Get-InviteApiServer | Out-String -Width 80 -Stream | ForEach-Object { $_.Length | Should -BeLessOrEqual 80 }
    }

    It 'frees its port' {
        $second = Start-InviteApiServer example.com -Port 0
        $second | Stop-InviteApiServer
        $second.State | Should -Be 'Stopped'
        $third = Start-InviteApiServer example.com -Port $second.Port
        $third.Port | Should -Be $second.Port
        $third | Stop-InviteApiServer
    }
}

Describe 'Start-InviteApiServer -Wait' {
    It 'ends in order on SIGTERM' -Skip:$IsWindows {
        $output = "$TestDrive/wait.txt"
        $script = "Import-Module '$PSScriptRoot/../out/InvitesApi'; Start-InviteApiServer example.com -Port 0 -Database '$TestDrive/wait.db' -Wait | ForEach-Object Port"

        # This very PowerShell and not the one of the PATH, which may be a launcher that takes the signal for itself.
        $program = [System.Environment]::ProcessPath
        $itself = [System.IO.Path]::GetFileNameWithoutExtension($program) -eq 'dotnet' ? @("`"$PSHOME/pwsh.dll`"") : @()
        $arguments = $itself + @('-NoProfile', '-Command', "`"$script`"")
        $process = Start-Process $program -ArgumentList $arguments -RedirectStandardOutput $output -PassThru
        try {
            for ($i = 0; $i -lt 300 -and "$(Get-Content $output -Raw -ErrorAction Ignore)" -notmatch '\n'; $i++) { Start-Sleep -Milliseconds 100 }
            $port = [int](Get-Content $output -Raw).Trim()
            (Invoke-WebRequest "http://localhost:$port/" -SkipHttpErrorCheck).StatusCode | Should -Be 404
            kill -TERM $process.Id
            $process.WaitForExit(30000) | Should -BeTrue
            { [System.Net.Sockets.TcpClient]::new('localhost', $port).Dispose() } | Should -Throw
        }
        finally {
            if (-not $process.HasExited) { $process.Kill() }
        }
    }
}
