using System.Diagnostics.CodeAnalysis;
using System.Text;
using PackageWall.Packages.Npm;
using PackageWall.Packages.NuGet;
using PackageWall.Packages.PyPi;

namespace PackageWall.Packages;

/// <summary>
/// A version of a package: normalised and ordered by its ecosystem's rules (SemVer 2 for npm, PEP 440 for PyPI, NuGet's four
/// numbers with SemVer 2 labels). Comparing versions of two ecosystems is an error.
/// </summary>
public sealed class PackageVersion : IComparable<PackageVersion>, IEquatable<PackageVersion>
{
    private const int MaxLength = 256;

    private readonly VersionOrder _order;

    private PackageVersion(Ecosystem ecosystem, string value, VersionOrder order) => (Ecosystem, Value, _order) = (ecosystem, value, order);

    /// <summary>Whose rules the version follows.</summary>
    public Ecosystem Ecosystem { get; }

    /// <summary>The normalised text: <c>1.0.0-rc.1</c>, <c>1.0rc1</c>, <c>1.0.0</c> for NuGet's <c>1.0</c>.</summary>
    public string Value { get; }

    /// <summary>
    /// What makes it this version: the same for all spellings that the ecosystem's tools take for one, as PEP 440 does 1.0 and 1.0.0.
    /// Equal versions have equal keys, so stores find a version by its key and show its <see cref="Value"/>.
    /// </summary>
    public string Key => _order.Key;

    /// <summary>True for alphas, betas, candidates and development builds: what a plain range does not choose.</summary>
    public bool IsPrerelease => _order.IsPrerelease;

    /// <summary>The first number: two versions that share it are of the same line.</summary>
    public ulong Major => _order.Major;

    /// <summary>Reads a version as a registry or client spells it; false when the ecosystem's tools would not accept it.</summary>
    public static bool TryParse(Ecosystem ecosystem, string? text, [NotNullWhen(true)] out PackageVersion? version)
    {
        VersionOrder? order = text is null or { Length: 0 or > MaxLength } || !Ascii.IsValid(text) ? null : ecosystem switch
        {
            Ecosystem.Npm => SemanticVersion.Read(text),
            Ecosystem.PyPi => Pep440Version.Read(text),
            Ecosystem.NuGet => NuGetVersionNumber.Read(text),
            _ => null,
        };
        // The normal form is what is stored and read again, so it keeps to the length as well.
        version = order is null or { Normalized.Length: > MaxLength } ? null : new PackageVersion(ecosystem, order.Normalized, order);
        return version is not null;
    }

    /// <summary>Reads a version that is known to be good.</summary>
    /// <exception cref="FormatException">The text is not a version of the ecosystem.</exception>
    public static PackageVersion Parse(Ecosystem ecosystem, string text) =>
        TryParse(ecosystem, text, out PackageVersion? version) ? version : throw new FormatException($"'{text}' is not a version of {ecosystem.Name()}.");

    /// <inheritdoc/>
    public int CompareTo(PackageVersion? other)
    {
        if (other is null)
        {
            return 1;
        }

        if (other.Ecosystem != Ecosystem)
        {
            throw new ArgumentException($"A version of {Ecosystem.Name()} has no order beside one of {other.Ecosystem.Name()}.", nameof(other));
        }

        return _order.CompareTo(other._order);
    }

    /// <inheritdoc/>
    public bool Equals(PackageVersion? other) => other is not null && other.Ecosystem == Ecosystem && other.Key == Key;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PackageVersion);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Ecosystem, Key);

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>Whether both stand for the same version.</summary>
    public static bool operator ==(PackageVersion? left, PackageVersion? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether they stand for different versions.</summary>
    public static bool operator !=(PackageVersion? left, PackageVersion? right) => !(left == right);

    /// <summary>Whether the left is the earlier one.</summary>
    public static bool operator <(PackageVersion left, PackageVersion right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left is the earlier one or the same.</summary>
    public static bool operator <=(PackageVersion left, PackageVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left is the later one.</summary>
    public static bool operator >(PackageVersion left, PackageVersion right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left is the later one or the same.</summary>
    public static bool operator >=(PackageVersion left, PackageVersion right) => left.CompareTo(right) >= 0;
}
