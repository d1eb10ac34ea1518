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

    /// <summary>Names and ranges of what an installer takes along on every platform; empty when the version is not found.</summary>
    public static IReadOnlyList<(PackageName Package, string Range)> Read(ReadOnlySpan<byte> packument, string spelling)
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

    private static List<(PackageName, string)>? TryRead(ReadOnlySpan<byte> entry, string spelling)
    {
        var needed = new List<(PackageName, string)>();
        var optional = new HashSet<PackageName>();
        bool isVersion = false;
        try
        {
            var reader = new Utf8JsonReader(entry, isFinalBlock: true, default);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isNeeded = reader.ValueTextEquals("dependencies"u8);
                bool isOptional = reader.ValueTextEquals("optionalDependencies"u8);
                bool isOwn = reader.ValueTextEquals("version"u8);
                reader.Read();
                if (isOwn)
                {
                    isVersion = reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(spelling);
                }
                else if ((isNeeded || isOptional) && reader.TokenType == JsonTokenType.StartObject)
                {
                    ReadRanges(ref reader, needed, isOptional ? optional : null);
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

        // Registries list optional ones among the others again; of those a platform takes few.
        needed.RemoveAll(dependency => optional.Contains(dependency.Item1));
        return isVersion ? needed : null;
    }

    private static void ReadRanges(ref Utf8JsonReader reader, List<(PackageName, string)> needed, HashSet<PackageName>? optional)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string? name = reader.GetString();
            reader.Read();
            if (reader.TokenType != JsonTokenType.String)
            {
                reader.Skip();
            }
            else if (PackageName.TryParse(Ecosystem.Npm, name, out PackageName? package))
            {
                if (optional is not null)
                {
                    optional.Add(package);
                }
                else if (needed.Count < Most && reader.GetString() is { } range)
                {
                    needed.Add((package, range));
                }
            }
        }
    }
}
