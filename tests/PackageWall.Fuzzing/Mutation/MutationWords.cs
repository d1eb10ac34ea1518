using System.Text;
using System.Text.RegularExpressions;
using PackageWall.Inspection.Signatures;

namespace PackageWall.Fuzzing.Mutation;

/// <summary>Words that mean something to the readers: the vocabulary that travels in the product, and names of fields and formats.</summary>
internal static partial class MutationWords
{
    private static readonly string[] Formats =
    [
        "ustar\0" + "00", "ustar  \0", "package/", "package/package.json", "../", "/", "C:", "NUL", "path=", "size=", "linkpath=", "10 path=a\n", "\u001f\u008b\u0008", "PK\u0001\u0002", "PK\u0003\u0004", "PK\u0005\u0006", "PK\u0006\u0006", "PK\u0006\u0007", "PK\u0007\u0008",
        "BSJB", "MZ", "PE\0\0", "\u007fELF", "#~", "#Strings", "#US", "#Blob", "#GUID", "version", "name", "scripts", "preinstall", "postinstall", "dependencies", "bin", "exports", "main", "\"dist\":{", "tarball", "shasum", "integrity", "time", "dist-tags", "Name: ", "Version: ", "Requires-Dist: ", "Root-Is-Purelib: ", "[console_scripts]", "[build-system]",
        "packageContent", "catalogEntry", "listed", "published", "items", "href=\"", "data-yanked=\"", "#sha256=", "upload-time", "yanked", "core-metadata",
    ];

    /// <summary>All words.</summary>
    public static IReadOnlyList<byte[]> All { get; } =
    [
        .. Formats.Select(Encoding.Latin1.GetBytes),
        .. Vocabulary().SelectMany(text => Word().Matches(text)).Select(match => match.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(Encoding.UTF8.GetBytes),
    ];

    private static IEnumerable<string> Vocabulary()
    {
        System.Reflection.Assembly product = typeof(SignatureSet).Assembly;
        foreach (string name in product.GetManifestResourceNames().Where(name => name.StartsWith("signatures/vocabulary/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using StreamReader reader = new(product.GetManifestResourceStream(name)!);
            yield return reader.ReadToEnd();
        }
    }

    [GeneratedRegex(@"[A-Za-z_$~./][\w$~./:-]{2,40}")]
    private static partial Regex Word();
}
