namespace PackageWall.Inspection.Languages.JavaScript;

/// <summary>
/// The names of one file, each kept once: a minified bundle says <c>e</c> a hundred thousand times. The table uses the runtime's
/// seeded hash, so that nobody can choose names that collide; the result does not depend on it.
/// </summary>
internal sealed class JsNames
{
    private static readonly (string Text, JsToken Kind)[] Reserved =
    [
        ("break", JsToken.Break), ("case", JsToken.Case), ("catch", JsToken.Catch), ("class", JsToken.Class),
        ("const", JsToken.Const), ("continue", JsToken.Continue), ("debugger", JsToken.Debugger),
        ("default", JsToken.Default), ("delete", JsToken.Delete), ("do", JsToken.Do), ("else", JsToken.Else),
        ("enum", JsToken.Enum), ("export", JsToken.Export), ("extends", JsToken.Extends), ("false", JsToken.False),
        ("finally", JsToken.Finally), ("for", JsToken.For), ("function", JsToken.Function), ("if", JsToken.If),
        ("import", JsToken.Import), ("in", JsToken.In), ("instanceof", JsToken.InstanceOf), ("new", JsToken.New),
        ("null", JsToken.Null), ("return", JsToken.Return), ("super", JsToken.Super), ("switch", JsToken.Switch),
        ("this", JsToken.This), ("throw", JsToken.Throw), ("true", JsToken.True), ("try", JsToken.Try),
        ("typeof", JsToken.TypeOf), ("var", JsToken.Var), ("void", JsToken.Void), ("while", JsToken.While),
        ("with", JsToken.With),
    ];

    private const int Least = 128;
    private static readonly JsNames OfReserved = new(Reserved);

    private int[] _buckets;
    private (int Hash, int Next, string Text, JsToken Kind)[] _entries;
    private int _count;

    /// <summary>The names of a file that is yet to be read: most files are short.</summary>
    public JsNames() =>
        (_buckets, _entries, _count) = ((int[])OfReserved._buckets.Clone(), ((int, int, string, JsToken)[])OfReserved._entries.Clone(), OfReserved._count);

    private JsNames((string Text, JsToken Kind)[] reserved)
    {
        _entries = new (int, int, string, JsToken)[Least];
        _buckets = new int[2 * Least];
        foreach (var (text, kind) in reserved)
        {
            Add(text, string.GetHashCode(text.AsSpan()), kind);
        }
    }

    /// <summary>Every distinct name seen, reserved words first.</summary>
    public IEnumerable<string> All
    {
        get
        {
            for (var i = Reserved.Length; i < _count; i++)
            {
                yield return _entries[i].Text;
            }
        }
    }

    /// <summary>The one copy of a name, and whether it is a reserved word.</summary>
    public string Intern(ReadOnlySpan<char> text, out JsToken kind)
    {
        var hash = string.GetHashCode(text);
        for (var i = _buckets[hash & (_buckets.Length - 1)] - 1; i >= 0; i = _entries[i].Next)
        {
            ref var entry = ref _entries[i];
            if (entry.Hash == hash && text.SequenceEqual(entry.Text))
            {
                kind = entry.Kind;
                return entry.Text;
            }
        }

        kind = JsToken.Name;
        return Add(text.ToString(), hash, kind);
    }

    private string Add(string text, int hash, JsToken kind)
    {
        if (_count == _entries.Length)
        {
            Grow();
        }

        ref var bucket = ref _buckets[hash & (_buckets.Length - 1)];
        _entries[_count] = (hash, bucket - 1, text, kind);
        bucket = ++_count;
        return text;
    }

    private void Grow()
    {
        Array.Resize(ref _entries, _entries.Length * 2);
        _buckets = new int[_entries.Length * 2];
        for (var i = 0; i < _count; i++)
        {
            ref var bucket = ref _buckets[_entries[i].Hash & (_buckets.Length - 1)];
            _entries[i].Next = bucket - 1;
            bucket = i + 1;
        }
    }
}
