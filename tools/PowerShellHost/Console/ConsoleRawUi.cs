using System.Management.Automation.Host;
using Terminal = System.Console;

namespace PowerShellHost.Console;

/// <summary>The size of the terminal, which tables are fitted to. What paints on it is left to pwsh.</summary>
internal sealed class ConsoleRawUi : PSHostRawUserInterface
{
    private const int WidthWithoutTerminal = 120;

    /// <inheritdoc/>
    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    /// <inheritdoc/>
    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    /// <inheritdoc/>
    public override Size BufferSize { get => WindowSize; set => throw No(); }

    /// <inheritdoc/>
    public override Coordinates CursorPosition { get; set; }

    /// <inheritdoc/>
    public override int CursorSize { get; set; } = 25;

    /// <inheritdoc/>
    public override bool KeyAvailable => !Terminal.IsInputRedirected && Terminal.KeyAvailable;

    /// <inheritdoc/>
    public override Size MaxPhysicalWindowSize => WindowSize;

    /// <inheritdoc/>
    public override Size MaxWindowSize => WindowSize;

    /// <inheritdoc/>
    public override Coordinates WindowPosition { get; set; }

    /// <inheritdoc/>
    public override Size WindowSize
    {
        get => Terminal.IsOutputRedirected ? new Size(WidthWithoutTerminal, int.MaxValue) : new Size(Terminal.WindowWidth, Terminal.WindowHeight);
        set => throw No();
    }

    /// <inheritdoc/>
    public override string WindowTitle { get; set; } = "PowerShellHost";

    /// <inheritdoc/>
    public override void FlushInputBuffer()
    {
        while (KeyAvailable)
        {
            Terminal.ReadKey(intercept: true);
        }
    }

    /// <inheritdoc/>
    public override KeyInfo ReadKey(ReadKeyOptions options)
    {
        ConsoleKeyInfo key = Terminal.ReadKey(options.HasFlag(ReadKeyOptions.NoEcho));
        return new KeyInfo((int)key.Key, key.KeyChar, default, keyDown: true);
    }

    /// <inheritdoc/>
    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw No();

    /// <inheritdoc/>
    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw No();

    /// <inheritdoc/>
    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw No();

    /// <inheritdoc/>
    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => throw No();

    private static NotSupportedException No() => new("This host can't paint on its terminal. Use pwsh.");
}
