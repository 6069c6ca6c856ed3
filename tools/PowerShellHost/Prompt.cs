using System.Management.Automation.Language;

namespace PowerShellHost;

/// <summary>Asks for commands until there are no more. Lines that are not whole yet go on with the next.</summary>
internal sealed class Prompt(Session session)
{
    /// <summary>Runs it.</summary>
    /// <returns>The exit code.</returns>
    public int Run()
    {
        int code = 0;
        while (!session.HasEnded && Read() is { } command)
        {
            code = session.RunText(command);
        }

        // At its end, only 'exit N' counts: a command that failed before was seen by who typed it.
        return session.HasEnded ? code : 0;
    }

    private string? Read()
    {
        System.Console.Write($"PS {session.Location}> ");
        string? command = System.Console.In.ReadLine();
        while (command is not null && IsIncomplete(command))
        {
            System.Console.Write(">> ");
            string? line = System.Console.In.ReadLine();
            if (line is null)
            {
                break;
            }

            command += "\n" + line;
        }

        return command;
    }

    private static bool IsIncomplete(string command)
    {
        Parser.ParseInput(command, out _, out ParseError[] errors);
        return Array.Exists(errors, error => error.IncompleteInput);
    }
}
