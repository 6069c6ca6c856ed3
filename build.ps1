#!/usr/bin/env pwsh
<#
.SYNOPSIS
Builds the module to out/InvitesApi, and the embedded host to out/PowerShellHost.
.EXAMPLE
./build.ps1
.EXAMPLE
./build.ps1 -Test
.EXAMPLE
./build.ps1 -Package
#>
[CmdletBinding()]
param(
    # Runs all tests: xunit, and Pester where it is installed.
    [switch] $Test,

    # Makes the package for the PowerShell Gallery in out/package, for all kinds of machines.
    [switch] $Package,

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'

function Invoke-DotNet {
    & dotnet @args
    if ($LASTEXITCODE) { throw "dotnet $($args[0]) failed with exit code $LASTEXITCODE." }
}

Push-Location $PSScriptRoot
try {
    Invoke-DotNet build --configuration $Configuration

    if ($Test) {
        Invoke-DotNet test --configuration $Configuration --no-build
        & "$PSScriptRoot/tests/Invoke-Pester.ps1"
    }

    if ($Package) {
        # In quotes, as PowerShell takes -name:value apart.
        Invoke-DotNet msbuild src/InvitesApi.PowerShell -restore '-target:PackModule' "-property:Configuration=$Configuration" `
            '-property:ForAllRuntimes=true'
    }
}
finally {
    Pop-Location
}
