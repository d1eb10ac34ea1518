using PackageWall.Inspection.Facts;
using PackageWall.Packages;

namespace PackageWall.Inspection;

/// <summary>
/// What was read from files before: most files of an update are those of the version before, and are not read again. Rules are evaluated on
/// the whole all the same. Facts depend on the bytes, the path and the readers alone, so that a report never tells whether a file was known; what
/// took from the budget of its package, or was not read to its end, is not kept. Safe for use from several threads.
/// </summary>
/// <param name="most">How much is kept, in bytes, roughly; what was not asked for longest goes first.</param>
internal sealed class KnownReadings(long most)
{
    // Roughly what one of each takes, without its texts.
    private const int Entry = 400;
    private const int OfFact = 200;
    private const int OfReference = 120;
    private const int OfCall = 80;

    private readonly Lock _lock = new();
    private readonly Dictionary<Key, LinkedListNode<Reading>> _readings = [];
    private readonly LinkedList<Reading> _byUse = [];
    private long _size;

    /// <summary>What makes a reading the same.</summary>
    /// <param name="RunsUnasked">Such files are followed for longer.</param>
    internal readonly record struct Key(Ecosystem Ecosystem, string Path, string Sha256, string Language, bool RunsUnasked);

    private sealed record Reading(Key Key, FileFacts Facts, long Size);

    /// <summary>The facts of a file that was read before, or those that it is read into now.</summary>
    public FileFacts Get(Key key, InspectionBudget budget, Func<FileFacts> read)
    {
        lock (_lock)
        {
            if (_readings.TryGetValue(key, out LinkedListNode<Reading>? known))
            {
                _byUse.Remove(known);
                _byUse.AddFirst(known);
                return known.Value.Facts;
            }
        }

        long taken = budget.Taken;
        FileFacts facts = read();
        if (facts.Unread.Count == 0 && budget.Taken == taken && !budget.IsExhausted)
        {
            Keep(new Reading(key, facts, SizeOf(facts)));
        }

        return facts;
    }

    private void Keep(Reading reading)
    {
        if (reading.Size > most / 4)
        {
            return;
        }

        lock (_lock)
        {
            if (_readings.ContainsKey(reading.Key))
            {
                return;
            }

            _readings.Add(reading.Key, _byUse.AddFirst(reading));
            _size += reading.Size;
            while (_size > most && _byUse.Last is { } oldest)
            {
                _byUse.RemoveLast();
                _readings.Remove(oldest.Value.Key);
                _size -= oldest.Value.Size;
            }
        }
    }

    // Texts by their length: whoever writes a package decides how long they are.
    private static long SizeOf(FileFacts facts)
    {
        long size = Entry + ((long)facts.References.Count * OfReference) + (((long)facts.Calls.Count + facts.ForeignCalls.Count) * OfCall);
        foreach (Fact fact in facts.Facts)
        {
            size += OfFact + Bytes(fact.Value) + Bytes(fact.Evidence) + Bytes(fact.Unit);
        }

        foreach (Reference reference in facts.References)
        {
            size += Bytes(reference.Target) + Bytes(reference.Unit);
        }

        foreach ((string caller, string callee) in facts.Calls)
        {
            size += Bytes(caller) + Bytes(callee);
        }

        return size;
    }

    private static long Bytes(string? text) => text is null ? 0 : sizeof(char) * (long)text.Length;
}
