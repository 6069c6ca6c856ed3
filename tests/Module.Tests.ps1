BeforeDiscovery {
    Import-Module "$PSScriptRoot/../out/InvitesApi" -Force
    $cmdlets = (Get-Command -Module InvitesApi).Name
    $examples = foreach ($cmdlet in $cmdlets) {
        (Get-Help $cmdlet).examples.example | ForEach-Object { @{ Cmdlet = $cmdlet; Title = $_.title; Code = $_.code } }
    }
}

BeforeAll {
    $manifest = "$PSScriptRoot/../out/InvitesApi/InvitesApi.psd1"
    Import-Module $manifest -Force
}

Describe 'The module' {
    It 'has a valid manifest' {
        (Test-ModuleManifest $manifest).ExportedCmdlets.Keys | Sort-Object | Should -Be ((Get-Command -Module InvitesApi).Name | Sort-Object)
    }

    It 'can be imported twice, removed, and imported again' {
        Import-Module $manifest
        Remove-Module InvitesApi
        Get-Command New-InviteApiKey -ErrorAction Ignore | Should -BeNullOrEmpty
        Import-Module $manifest
        New-InviteApiKey example.com -Database "$TestDrive/again.db" | Should -Not -BeNullOrEmpty
    }

    It 'frees the ports of its servers when it is removed' {
        $server = Start-InviteApiServer example.com -Port 0 -Database "$TestDrive/removed.db"
        Remove-Module InvitesApi
        { Invoke-WebRequest $server.Uri[0] } | Should -Throw
        Import-Module $manifest
    }

    It 'loads neither ASP.NET Core nor SQLite with its import' {
        pwsh -NoProfile -Command "Import-Module '$manifest'; [AppDomain]::CurrentDomain.GetAssemblies().GetName().Name -match 'AspNetCore|Sqlite|InvitesApi.Server'" |
            Should -BeNullOrEmpty
    }

    It 'hides what it has loaded from other modules' {
        $server = Start-InviteApiServer example.com -Port 0 -Database "$TestDrive/hidden.db"
        $server | Stop-InviteApiServer
        'Microsoft.Data.Sqlite.SqliteConnection' -as [type] | Should -BeNullOrEmpty
        'Microsoft.AspNetCore.Http.HttpContext' -as [type] | Should -BeNullOrEmpty
        [System.Runtime.Loader.AssemblyLoadContext]::Default.Assemblies.GetName().Name | Should -Not -Contain 'InvitesApi.Server'
    }

    It 'serves in a job, and is stopped from the shell' {
        $job = Start-ThreadJob {
            Import-Module $using:manifest
            Start-InviteApiServer example.com -Port 0 -Database "$using:TestDrive/job.db" -Wait
        }
        while (-not $job.Output.Count) { $null = Wait-Job $job -Timeout 1 }
        $server = $job.Output[0]
        (Invoke-WebRequest $server.Uri[0] -SkipHttpErrorCheck).StatusCode | Should -Be 404
        Get-InviteApiServer $server.Id | Stop-InviteApiServer
        (Wait-Job $job -Timeout 30).State | Should -Be 'Completed'
        { Invoke-WebRequest $server.Uri[0] } | Should -Throw
        Remove-Job $job
    }

    It 'has an about topic' {
        Get-Help about_InvitesApi | Out-String | Should -Match 'XMPP'
    }
}

Describe 'Help of <_>' -ForEach $cmdlets {
    It 'tells every parameter' {
        $help = Get-Help $_ -Full
        $help.Synopsis | Should -Not -BeNullOrEmpty
        $help.description.Text | Should -Not -BeNullOrEmpty
        $help.parameters.parameter | ForEach-Object { $_.description.Text | Should -Not -BeNullOrEmpty -Because $_.name }
        @($help.examples.example).Count | Should -BeGreaterOrEqual 2
    }

    It 'is shown as text, within 80 columns' {
        $text = Get-Help $_ -Full | Out-String -Width 80
        'SYNOPSIS', 'DESCRIPTION', 'PARAMETERS', 'OUTPUTS', 'Example 1' | ForEach-Object { $text | Should -Match $_ }
    }
}

Describe 'Examples of the help' {
    BeforeEach {
        $folder = (New-Item -ItemType Directory "$TestDrive/$([System.IO.Path]::GetRandomFileName())").FullName
        $database = "$folder/invites.db"
        $session = [powershell]::Create()
        $prepare = "Import-Module '$manifest'; `$env:INVITES_API_DATABASE = '$database'; `$ConfirmPreference = 'None'; "
        $prepare += "Set-Location '$folder'; `$null = New-InviteApiKey example.com ci-1"
        $null = $session.AddScript($prepare).Invoke()
        $session.Commands.Clear()
    }

    AfterEach {
        $session.Dispose()
        $env:INVITES_API_DATABASE = $null
    }

    It '<Cmdlet>: <Title>' -ForEach ($examples | Where-Object Code -notmatch ' -Wait| -Confirm') {
        $null = $session.AddScript($Code).Invoke()
        $session.Streams.Error | Should -BeNullOrEmpty
    }
}
