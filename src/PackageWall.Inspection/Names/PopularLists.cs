using System.Security.Cryptography;
using System.Text;

namespace PackageWall.Inspection.Names;

/// <summary>Reads the lists of <c>feeds/popular</c> that were built into the product.</summary>
internal static class PopularLists
{
    private static readonly Lazy<byte[]> Hash = new(() =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', new[] { "npm", "pypi", "nuget" }.SelectMany(BuiltIn)))));

    /// <summary>A hash over all lists.</summary>
    public static byte[] Fingerprint => Hash.Value;

    /// <summary>The names of a list, in its order.</summary>
    public static IEnumerable<string> BuiltIn(string list)
    {
        using Stream stream = typeof(PopularLists).Assembly.GetManifestResourceStream($"popular/{list}.txt") ?? Stream.Null;
        using StreamReader reader = new(stream, Encoding.UTF8);
        List<string> names = [];
        while (reader.ReadLine() is { } line)
        {
            names.Add(line.Trim());
        }

        return names;
    }
}
