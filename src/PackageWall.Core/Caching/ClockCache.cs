using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace PackageWall.Core.Caching;

/// <summary>
/// Keeps values up to a number of bytes. What was used since the hand last passed is spared once (second chance): as good as "least
/// recently used" here, and a use costs one write to a flag and no lock.
/// </summary>
/// <typeparam name="TKey">The key.</typeparam>
/// <typeparam name="TValue">The value.</typeparam>
/// <param name="limit">Bytes in all.</param>
public sealed class ClockCache<TKey, TValue>(long limit)
    where TKey : notnull
    where TValue : class
{
    private readonly ConcurrentDictionary<TKey, Entry> _entries = new();
    private readonly ConcurrentQueue<Entry> _clock = new();
    private long _bytes;
    private long _evicted;

    /// <summary>Bytes held.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Entries that had to leave for others, since the start.</summary>
    public long Evicted => Interlocked.Read(ref _evicted);

    /// <summary>Number of entries.</summary>
    public int Count => _entries.Count;

    /// <summary>Gets a value and marks it as used.</summary>
    public bool TryGet(TKey key, [NotNullWhen(true)] out TValue? value)
    {
        if (_entries.TryGetValue(key, out Entry? entry) && entry.Value is { } held)
        {
            // Only written when it changes something: a flag that all cores write is a flag that they fight for.
            if (!entry.IsUsed)
            {
                entry.IsUsed = true;
            }

            value = held;
            return true;
        }

        value = null;
        return false;
    }

    /// <summary>Puts a value in the place of what was there, and lets others go until all fit.</summary>
    public void Set(TKey key, TValue value, long size)
    {
        var entry = new Entry(key, value, size);
        Interlocked.Add(ref _bytes, size);
        while (true)
        {
            if (_entries.TryGetValue(key, out Entry? old))
            {
                if (_entries.TryUpdate(key, entry, old))
                {
                    Leave(old);
                    break;
                }
            }
            else if (_entries.TryAdd(key, entry))
            {
                break;
            }
        }

        _clock.Enqueue(entry);
        Trim();
    }

    /// <summary>Gets a value, or puts one there that was not; whoever asks at the same time gets the same one.</summary>
    public TValue GetOrAdd(TKey key, TValue value, long size)
    {
        var entry = new Entry(key, value, size);
        while (true)
        {
            if (TryGet(key, out TValue? known))
            {
                return known;
            }

            if (_entries.TryAdd(key, entry))
            {
                Interlocked.Add(ref _bytes, size);
                _clock.Enqueue(entry);
                Trim();
                return value;
            }
        }
    }

    /// <summary>Puts a value in the place of another one, if that one is still there; else nothing changes.</summary>
    /// <returns>Whether it was there.</returns>
    public bool TryReplace(TKey key, TValue old, TValue value, long size)
    {
        var entry = new Entry(key, value, size);
        if (!_entries.TryGetValue(key, out Entry? there) || !ReferenceEquals(there.Value, old) || !_entries.TryUpdate(key, entry, there))
        {
            return false;
        }

        Interlocked.Add(ref _bytes, size);
        Leave(there);
        _clock.Enqueue(entry);
        Trim();
        return true;
    }

    /// <summary>Removes a value if it is still the one given.</summary>
    public void Remove(TKey key, TValue value)
    {
        if (_entries.TryGetValue(key, out Entry? entry) && ReferenceEquals(entry.Value, value) && _entries.TryRemove(KeyValuePair.Create(key, entry)))
        {
            Leave(entry);
        }
    }

    private void Trim()
    {
        // Entries that were replaced still stand in the queue, without their values: they must not pile up either.
        while ((Bytes > limit || _clock.Count > (2 * _entries.Count) + 64) && _clock.TryDequeue(out Entry? oldest))
        {
            if (oldest.HasLeft)
            {
                continue;
            }

            if (oldest.IsUsed || Bytes <= limit)
            {
                oldest.IsUsed = false;
                _clock.Enqueue(oldest);
            }
            else if (_entries.TryRemove(KeyValuePair.Create(oldest.Key, oldest)))
            {
                Leave(oldest);
                Interlocked.Increment(ref _evicted);
            }
        }
    }

    private void Leave(Entry entry)
    {
        entry.Leave();
        Interlocked.Add(ref _bytes, -entry.Size);
    }

    private sealed class Entry(TKey key, TValue value, long size)
    {
        public TKey Key { get; } = key;

        /// <summary>Null once it has left: its place in the queue must not keep it in memory.</summary>
        public TValue? Value { get; private set; } = value;

        public long Size { get; } = size;

        public bool IsUsed { get; set; }

        public bool HasLeft => Value is null;

        public void Leave() => Value = null;
    }
}
