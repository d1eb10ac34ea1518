using System.Text;
using System.Text.Json;

namespace PackageWall.Feeds.Npm;

/// <summary>The fields of a version's manifest that installing needs (npm/registry, "package metadata", abbreviated version object).</summary>
internal static class NpmManifestFields
{
    // devDependencies are left out although the abbreviated form lists them: no client reads those of a package that it installs,
    // and they are a third of many documents. name, version, dist and hasInstallScript are written by hand.
    private static readonly byte[][][] ByLength = Group(
        "deprecated", "dependencies", "acceptDependencies", "optionalDependencies", "bundleDependencies", "bundledDependencies",
        "peerDependencies", "peerDependenciesMeta", "bin", "directories", "engines", "cpu", "os", "libc", "_hasShrinkwrap", "funding");

    /// <summary>Whether the slim form carries the field, and both forms copy it as it is.</summary>
    public static bool IsForInstalling(ReadOnlySpan<byte> key)
    {
        if (key.Length < ByLength.Length)
        {
            foreach (byte[] field in ByLength[key.Length])
            {
                if (key.SequenceEqual(field))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>
    /// Whether a <c>scripts</c> object holds one that clients run while installing: registries that give only full documents do
    /// not say so.
    /// </summary>
    public static bool HaveInstallScript(ref Utf8JsonReader reader)
    {
        bool found = false;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (JsonText.NextProperty(ref reader))
            {
                ReadOnlySpan<byte> name = JsonText.Name(ref reader);
                found |= name.SequenceEqual("preinstall"u8) || name.SequenceEqual("install"u8) || name.SequenceEqual("postinstall"u8);
                reader.Read();
                reader.Skip();
            }
        }

        return found;
    }

    private static byte[][][] Group(params string[] fields)
    {
        var groups = new byte[fields.Max(field => field.Length) + 1][][];
        for (int length = 0; length < groups.Length; length++)
        {
            groups[length] = [.. fields.Where(field => field.Length == length).Select(Encoding.ASCII.GetBytes)];
        }

        return groups;
    }
}
