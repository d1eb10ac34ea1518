using System.Text;
using System.Text.Json;
using PackageWall.Packages;

namespace PackageWall.Feeds.Npm;

/// <summary>
/// Finds what one version of a packument depends on, without reading the others: by looking for its name among the bytes. Good enough to
/// guess by, and for nothing else.
/// </summary>
public static class NpmDependencyReader
{
    private const int Most = 300;

    /// <summary>What an installer looks up for a version; empty when the version is not found.</summary>
    public static IReadOnlyList<NpmDependency> Read(ReadOnlySpan<byte> packument, string spelling)
    {
        ArgumentNullException.ThrowIfNull(spelling);
        byte[] key = Encoding.UTF8.GetBytes("\"" + spelling + "\"");
        for (int at = 0; at < packument.Length;)
        {
            int found = packument[at..].IndexOf(key);
            if (found < 0)
            {
                break;
            }

            at += found + key.Length;
            int value = at + packument[at..].IndexOfAnyExcept(" \t\r\n:"u8);
            if (value >= at && value < packument.Length && packument[value] == (byte)'{' && TryRead(packument[value..], spelling) is { } read)
            {
                return read;
            }
        }

        return [];
    }

    private static List<NpmDependency>? TryRead(ReadOnlySpan<byte> entry, string spelling)
    {
        var named = new Dictionary<PackageName, string>();
        var optional = new HashSet<PackageName>();
        bool isVersion = false;
        try
        {
            var reader = new Utf8JsonReader(entry, isFinalBlock: true, default);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isNamed = reader.ValueTextEquals("dependencies"u8) || reader.ValueTextEquals("peerDependencies"u8);
                bool isOptional = reader.ValueTextEquals("optionalDependencies"u8);
                bool isPeerMeta = reader.ValueTextEquals("peerDependenciesMeta"u8);
                bool isOwn = reader.ValueTextEquals("version"u8);
                reader.Read();
                if (isOwn)
                {
                    isVersion = reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(spelling);
                }
                else if ((isNamed || isOptional || isPeerMeta) && reader.TokenType == JsonTokenType.StartObject)
                {
                    ReadNames(ref reader, named, isNamed ? null : optional);
                }
                else
                {
                    reader.Skip();
                }
            }
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return null;
        }

        // Registries list optional ones among the others again. Peers that have any meta are optional ones: it says nothing else.
        return isVersion ? [.. named.Select(pair => new NpmDependency(pair.Key, pair.Value, optional.Contains(pair.Key)))] : null;
    }

    private static void ReadNames(ref Utf8JsonReader reader, Dictionary<PackageName, string> named, HashSet<PackageName>? optional)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isName = PackageName.TryParse(Ecosystem.Npm, reader.GetString(), out PackageName? package);
            reader.Read();
            if (isName && named.Count < Most)
            {
                optional?.Add(package!);
                if (reader.TokenType == JsonTokenType.String)
                {
                    named.TryAdd(package!, reader.GetString()!);
                }
            }

            reader.Skip();
        }
    }
}
