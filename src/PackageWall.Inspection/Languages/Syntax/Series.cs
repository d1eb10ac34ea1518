using System.Collections;
using System.Runtime.CompilerServices;

namespace PackageWall.Inspection.Languages.Syntax;

/// <summary>
/// Parts of a node in their order. An array that nobody changes: a file has millions of parts, and asking for each by way of an interface
/// took as long as reading it.
/// </summary>
[CollectionBuilder(typeof(SeriesBuilder), nameof(SeriesBuilder.Of))]
public readonly struct Series<T> : IReadOnlyList<T>, IEquatable<Series<T>>
{
    private readonly T[]? _parts;

    internal Series(T[] parts) => _parts = parts;

    /// <summary>How many they are.</summary>
    public int Count => _parts is { } parts ? parts.Length : 0;

    /// <summary>The part at a place.</summary>
    public T this[int index] => _parts![index];

    /// <summary>The parts of an array, which then belongs to the series.</summary>
    public static implicit operator Series<T>(T[] parts) => new(parts);

    /// <summary>The parts that a list has now.</summary>
    public static implicit operator Series<T>(List<T> parts) => parts.Count == 0 ? default : new(parts.ToArray());

    /// <summary>Whether two are the same array.</summary>
    public static bool operator ==(Series<T> left, Series<T> right) => left.Equals(right);

    /// <summary>Whether two are not the same array.</summary>
    public static bool operator !=(Series<T> left, Series<T> right) => !left.Equals(right);

    /// <summary>Walks the parts.</summary>
    public ReadOnlySpan<T>.Enumerator GetEnumerator() => new ReadOnlySpan<T>(_parts).GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(Series<T> other) => ReferenceEquals(_parts, other._parts);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Series<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(_parts);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)(_parts ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => (_parts ?? []).GetEnumerator();
}
