using System.Diagnostics.CodeAnalysis;
using PackageWall.Packages.Npm;
using PackageWall.Packages.NuGet;
using PackageWall.Packages.PyPi;

namespace PackageWall.Packages;

/// <summary>
/// The name of a package, checked against its ecosystem's grammar and normalised by its ecosystem's rules, so that two spellings
/// of one package are equal.
/// </summary>
public sealed record PackageName
{
    private PackageName(Ecosystem ecosystem, string value) => (Ecosystem, Value) = (ecosystem, value);

    /// <summary>Whose rules the name follows.</summary>
    public Ecosystem Ecosystem { get; }

    /// <summary>The normalised name: <c>@scope/name</c>, <c>zope-interface</c>, <c>newtonsoft.json</c>.</summary>
    public string Value { get; }

    /// <summary>The npm scope with its at sign, or null.</summary>
    public string? Scope => Ecosystem == Ecosystem.Npm && Value.StartsWith('@') ? Value[..Value.IndexOf('/', StringComparison.Ordinal)] : null;

    /// <summary>The name without its npm scope: what conventional tarball names begin with.</summary>
    public string Unscoped => Value[(Value.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>Reads a name as a client or registry spells it; false when no registry of the ecosystem would accept it.</summary>
    public static bool TryParse(Ecosystem ecosystem, string? text, [NotNullWhen(true)] out PackageName? name)
    {
        string? value = text is null ? null : ecosystem switch
        {
            Ecosystem.Npm => NpmName.Normalize(text),
            Ecosystem.PyPi => PyPiName.Normalize(text),
            Ecosystem.NuGet => NuGetId.Normalize(text),
            _ => null,
        };
        name = value is null ? null : new PackageName(ecosystem, value);
        return name is not null;
    }

    /// <summary>Reads a name that is known to be good.</summary>
    /// <exception cref="FormatException">The name is not one of the ecosystem.</exception>
    public static PackageName Parse(Ecosystem ecosystem, string text) =>
        TryParse(ecosystem, text, out PackageName? name) ? name : throw new FormatException($"'{text}' is not a package name of {ecosystem.Name()}.");

    /// <inheritdoc/>
    public override string ToString() => Value;
}
