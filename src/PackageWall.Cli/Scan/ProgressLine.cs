namespace PackageWall.Cli.Scan;

/// <summary>One line on standard error that says how far a scan is; only when a person watches, and only for more than a few archives.</summary>
internal sealed class ProgressLine(Terminal terminal, int total) : IDisposable
{
    private const int Few = 3;
    private const string EraseLine = "\r\u001b[K";

    private readonly bool _isShown = terminal.IsWatched && total > Few;
    private int _done;
    private bool _isDrawn;

    /// <summary>One archive more is done.</summary>
    public void Step(string path)
    {
        _done++;
        if (_isShown && _done < total)
        {
            terminal.Error.Write($"{EraseLine}{_done} of {total}  {Printable.Line(Path.GetFileName(path), 60)}");
            _isDrawn = true;
        }
    }

    /// <summary>Takes the line away before something else is written.</summary>
    public void Clear()
    {
        if (_isDrawn)
        {
            terminal.Error.Write(EraseLine);
            _isDrawn = false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Clear();
}
