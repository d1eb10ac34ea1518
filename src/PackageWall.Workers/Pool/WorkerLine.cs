using PackageWall.Workers.Wire;

namespace PackageWall.Workers.Pool;

/// <summary>
/// The two pipes to a worker, with a thread of their own. .NET reads pipes by blocking whatever thread asks; of the pool's, of which there are as
/// many as processors, two workers would take all, for as long as they inspect.
/// </summary>
internal sealed class WorkerLine
{
    private readonly Stream _to;
    private readonly Stream _from;

    // A monitor and not a collection that waits: those spin first, on processors that the worker needs.
    private readonly object _changes = new();
    private Question? _next;
    private bool _isOver;

    public WorkerLine(Stream to, Stream from)
    {
        (_to, _from) = (to, from);
        new Thread(Run) { IsBackground = true, Name = "worker line" }.Start();
    }

    /// <summary>Sends a message and what follows it, and gives the message that comes back; null when the pipe was closed instead.</summary>
    /// <exception cref="IOException">The pipe broke.</exception>
    /// <exception cref="InvalidDataException">What came back is no message.</exception>
    public Task<byte[]?> AskAsync(ReadOnlyMemory<byte> message, ReadOnlyMemory<byte> content)
    {
        var question = new Question(message, content);
        lock (_changes)
        {
            ObjectDisposedException.ThrowIf(_isOver, this);
            _next = question;
            Monitor.Pulse(_changes);
        }

        return question.Answer.Task;
    }

    /// <summary>Nothing more will be asked.</summary>
    public void End()
    {
        lock (_changes)
        {
            _isOver = true;
            Monitor.Pulse(_changes);
        }
    }

    private void Run()
    {
        while (Take() is { } question)
        {
            try
            {
                Frames.Write(_to, question.Message.Span);
                if (!question.Content.IsEmpty)
                {
                    _to.Write(question.Content.Span);
                }

                question.Answer.SetResult(Frames.Read(_from));
            }
#pragma warning disable CA1031 // Whatever it is, the asker hears of it.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                question.Answer.SetException(failure);
            }
        }
    }

    private Question? Take()
    {
        lock (_changes)
        {
            while (_next is null && !_isOver)
            {
                Monitor.Wait(_changes);
            }

            (Question? taken, _next) = (_next, null);
            return taken;
        }
    }

    private sealed record Question(ReadOnlyMemory<byte> Message, ReadOnlyMemory<byte> Content)
    {
        public TaskCompletionSource<byte[]?> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
