using System.Text;

namespace PackageWall.Workers.Pool;

/// <summary>
/// What a worker writes to its standard error, for the log and for telling why it ended. It may be hostile: only so much of it is kept
/// or logged, without control characters, and clients never see it.
/// </summary>
internal sealed class WorkerErrors(Action<string> log)
{
    private const int MostLines = 20;
    private const int MostCharacters = 300;

    private readonly StringBuilder _line = new();
    private int _lines;

    /// <summary>Whether the runtime said that memory ran out, as it does when it cannot even raise an exception.</summary>
    public bool IsOutOfMemory { get; private set; }

    /// <summary>Reads to the end, on a thread of its own: reading a pipe blocks the thread, here for all of the worker's life.</summary>
    public Task ReadAsync(TextReader from) =>
        Task.Factory.StartNew(() => Read(from), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Read(TextReader from)
    {
        char[] buffer = new char[1024];
        try
        {
            for (int read; (read = from.Read(buffer)) > 0;)
            {
                Take(buffer.AsSpan(0, read));
            }
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            // The process is gone, and its last words with it.
        }

        EndLine();
    }

    private void Take(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (c == '\n')
            {
                EndLine();
            }
            else if (_line.Length < MostCharacters)
            {
                _line.Append(char.IsControl(c) ? ' ' : c);
            }
        }
    }

    private void EndLine()
    {
        if (_line.Length > 0 && _lines++ < MostLines)
        {
            string line = _line.ToString();
            IsOutOfMemory |= line.Contains("Out of memory", StringComparison.OrdinalIgnoreCase) || line.Contains("OutOfMemoryException", StringComparison.Ordinal);
            log($"A worker says: {line}");
        }

        _line.Clear();
    }
}
