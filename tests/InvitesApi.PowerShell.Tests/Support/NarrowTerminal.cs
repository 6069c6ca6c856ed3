using System.Management.Automation.Host;

namespace InvitesApi.PowerShell.Tests;

/// <summary>A terminal of 80 columns.</summary>
internal sealed class NarrowTerminal : PSHostRawUserInterface
{
    private static readonly Size Screen = new(80, 25);

    public override ConsoleColor BackgroundColor { get; set; }

    public override Size BufferSize { get; set; } = Screen;

    public override Coordinates CursorPosition { get; set; }

    public override int CursorSize { get; set; } = 25;

    public override ConsoleColor ForegroundColor { get; set; }

    public override bool KeyAvailable => false;

    public override Size MaxPhysicalWindowSize => Screen;

    public override Size MaxWindowSize => Screen;

    public override Coordinates WindowPosition { get; set; }

    public override Size WindowSize { get; set; } = Screen;

    public override string WindowTitle { get; set; } = string.Empty;

    public override void FlushInputBuffer()
    {
    }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new NotSupportedException();

    public override KeyInfo ReadKey(ReadKeyOptions options) => throw new NotSupportedException();

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill)
    {
    }

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents)
    {
    }

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill)
    {
    }
}
