# Runs each line that it reads, and answers with the milliseconds that it took, a space, and the last thing that came of it.
$ErrorActionPreference = 'Stop'
while ($null -ne ($line = [Console]::In.ReadLine())) {
    $step = [scriptblock]::Create($line)
    $began = [System.Diagnostics.Stopwatch]::GetTimestamp()
    $result = . $step
    $took = [System.Diagnostics.Stopwatch]::GetElapsedTime($began).TotalMilliseconds
    [Console]::Out.WriteLine($took.ToString([cultureinfo]::InvariantCulture) + ' ' + @($result)[-1])
}
