# Runs the Pester tests against the module in out/InvitesApi and throws if one fails.
$ErrorActionPreference = 'Stop'
if (-not (Get-Module Pester -ListAvailable | Where-Object Version -ge '5.0')) {
    Write-Warning 'Pester 5 is not installed: its tests were NOT run. Install-PSResource Pester brings it.'
    return
}

Import-Module Pester -MinimumVersion 5.0
$configuration = New-PesterConfiguration
$configuration.Run.Path = $PSScriptRoot
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Detailed'
$run = Invoke-Pester -Configuration $configuration
"Pester: $($run.PassedCount) passed, $($run.FailedCount + $run.FailedContainersCount) failed, $($run.SkippedCount) skipped"
if ($run.Result -ne 'Passed') { throw 'Pester tests have failed.' }
