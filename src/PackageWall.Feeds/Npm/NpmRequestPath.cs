using System.Buffers;
using System.Globalization;
using PackageWall.Packages;

namespace PackageWall.Feeds.Npm;

/// <summary>
/// Reads a request's path as it came over the wire. It is decoded exactly once and only then taken apart and checked, so that
/// <c>@s/n</c>, <c>@s%2fn</c>, <c>@s%2Fn</c> and <c>%40s%2fn</c> are one package, and <c>%252f</c> is nothing at all.
/// </summary>
public static class NpmRequestPath
{
    private const int MaxLength = 2048;

    // Tags are free text to the registry; these are the characters that encodeURIComponent leaves, with what versions need.
    private static readonly SearchValues<char> VersionOrTag =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!'()*+");

    /// <summary>Reads the raw path that follows the mount, with or without its first slash; a query is ignored.</summary>
    public static NpmRequest Parse(string rawPathAfterMount)
    {
        int end = rawPathAfterMount.AsSpan().IndexOfAny('?', '#');
        ReadOnlySpan<char> raw = end < 0 ? rawPathAfterMount : rawPathAfterMount.AsSpan(0, end);
        if (raw.Length > MaxLength)
        {
            return new NpmRequest.Invalid("The path is too long.");
        }

        if (Decode(raw) is not { } path)
        {
            return new NpmRequest.Invalid("The path holds characters that no package name has, or is encoded twice.");
        }

        string[] parts = path.TrimStart('/').Split('/');
        if (parts.Length > 1 && parts[^1].Length == 0)
        {
            parts = parts[..^1];
        }

        if (parts is [""])
        {
            return new NpmRequest.Unknown("A package's name is missing.");
        }

        return parts.Any(part => part is "" or "." or "..")
            ? new NpmRequest.Invalid("The path has an empty part or one of dots.")
            : parts[0] == "-" ? System(parts.AsSpan(1)) : Package(parts);
    }

    private static string? Decode(ReadOnlySpan<char> raw)
    {
        Span<char> decoded = stackalloc char[MaxLength];
        int length = 0;
        for (int i = 0; i < raw.Length; i++)
        {
            char c = raw[i];
            if (c == '%')
            {
                if (i + 2 >= raw.Length
                    || !byte.TryParse(raw.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value))
                {
                    return null;
                }

                c = (char)value;
                i += 2;
            }

            // A percent sign that is left was encoded twice; the rest no name, version or file may hold.
            if (c is <= ' ' or > '~' or '%' or '\\' or '?' or '#')
            {
                return null;
            }

            decoded[length++] = c;
        }

        return new string(decoded[..length]);
    }

    private static NpmRequest Package(ReadOnlySpan<string> parts)
    {
        (PackageName? name, int used) = Name(parts);
        if (name is null)
        {
            return new NpmRequest.Invalid("This is not a package name.");
        }

        ReadOnlySpan<string> rest = parts[used..];
        return rest switch
        {
            [] => new NpmRequest.Packument(name),
            ["-", var file] => Tarball(name, file),

            // Artifactory's form, which stands in lock files that were made behind one.
            ["-", var scope, var file] when scope == name.Scope => Tarball(name, file),
            ["-rev", ..] or ["-", _, "-rev", ..] => new NpmRequest.Unknown("This mirror is read-only."),
            ["-", _, _] => new NpmRequest.Invalid("The file's scope is not the package's."),
            [var version] when IsVersionOrTag(version) => new NpmRequest.Manifest(name, version),
            [_] => new NpmRequest.Invalid("This is neither a version nor a tag."),
            _ => new NpmRequest.Unknown("There is nothing under this path."),
        };
    }

    private static bool IsVersionOrTag(string text) =>
        text.Length <= 256 && text[0] != '-' && !text.AsSpan().ContainsAnyExcept(VersionOrTag);

    private static NpmRequest Tarball(PackageName name, string file) =>
        NpmFileName.IsValid(file) ? new NpmRequest.Tarball(name, file) : new NpmRequest.Invalid("This is not a file name.");

    private static NpmRequest System(ReadOnlySpan<string> parts) => parts switch
    {
        ["ping"] => new NpmRequest.Ping(),
        ["whoami"] => new NpmRequest.Whoami(),
        ["v1", "search"] => new NpmRequest.Search(),
        ["npm", "v1", "keys"] => new NpmRequest.Keys(),
        ["npm", "v1", "security", "advisories", "bulk"] => new NpmRequest.BulkAudit(),
        ["npm", "v1", "security", "audits"] or ["npm", "v1", "security", "audits", ..] => new NpmRequest.RetiredAudit(),
        ["npm", "v1", "attestations", .. var subject] => Attestations(string.Join('/', subject.ToArray())),
        ["package", .. var name, "dist-tags"] => Name(name) is ({ } package, var used) && used == name.Length
            ? new NpmRequest.DistTags(package)
            : new NpmRequest.Invalid("This is not a package name."),
        _ => new NpmRequest.Unknown("This mirror does not serve this endpoint."),
    };

    private static NpmRequest Attestations(string subject)
    {
        int at = subject.LastIndexOf('@');
        return at > 0
            && PackageName.TryParse(Ecosystem.Npm, subject[..at], out PackageName? name)
            && PackageVersion.TryParse(Ecosystem.Npm, subject[(at + 1)..], out PackageVersion? version)
                ? new NpmRequest.Attestations(name, version)
                : new NpmRequest.Invalid("This is not a package and a version.");
    }

    private static (PackageName? Name, int Used) Name(ReadOnlySpan<string> parts)
    {
        int used = parts is [['@', ..], _, ..] ? 2 : 1;
        return parts.Length >= used && PackageName.TryParse(Ecosystem.Npm, string.Join('/', parts[..used].ToArray()), out PackageName? name)
            ? (name, used)
            : (null, 0);
    }
}
