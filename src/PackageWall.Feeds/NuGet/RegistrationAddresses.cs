using System.Text.Json;
using PackageWall.Packages;

namespace PackageWall.Feeds.NuGet;

/// <summary>Addresses of our registrations by id as dependencies spell it: a package has the same few in all of its versions.</summary>
internal sealed class RegistrationAddresses(Uri mount)
{
    // Longer than any id.
    private const int LongestLookup = 128;

    private readonly Dictionary<string, string?> _known = new(StringComparer.Ordinal);

    /// <summary>The address for the id at the reader, or null when it is none.</summary>
    public string? Of(ref Utf8JsonReader reader)
    {
        Span<char> text = stackalloc char[LongestLookup];
        if (reader.ValueSpan.Length <= text.Length
            && _known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text[..reader.CopyString(text)], out string? known))
        {
            return known;
        }

        string id = reader.GetString()!;
        string? address = PackageName.TryParse(Ecosystem.NuGet, id, out PackageName? name) ? NuGetUrls.RegistrationIndex(mount, name) : null;
        return _known[id] = address;
    }
}
