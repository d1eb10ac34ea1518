using System.Buffers;
using System.Text.Json;

namespace PackageWall.Feeds.NuGet;

/// <summary>
/// Writes our service index. One registration hive stands under every type there is, because a client that found one type
/// missing here would look for it nowhere else, and one that found it at the upstream would pass the wall by.
/// <c>RepositorySignatures</c> is never announced: clients refuse it over http, and the signatures inside packages suffice.
/// </summary>
public static class NuGetServiceIndexWriter
{
    private static readonly string[] Registrations = ["", "/3.0.0-beta", "/3.0.0-rc", "/3.4.0", "/3.6.0", "/Versioned"];
    private static readonly string[] Services = ["", "/3.0.0-beta", "/3.0.0-rc", "/3.5.0"];

    /// <summary>Writes the index of a feed.</summary>
    /// <param name="mount">Where the feed is mounted, absolute, with a trailing slash.</param>
    /// <param name="offer">What to announce.</param>
    public static byte[] Write(Uri mount, NuGetOffer offer)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("version", "3.0.0");
            json.WriteStartArray("resources");
            WriteResource(json, "PackageBaseAddress/3.0.0", NuGetUrls.Flat(mount));
            WriteVariants(json, offer.Registrations, "RegistrationsBaseUrl", Registrations, NuGetUrls.Registrations(mount));
            WriteVariants(json, offer.Search, "SearchQueryService", Services, NuGetUrls.Search(mount));
            WriteVariants(json, offer.Autocomplete, "SearchAutocompleteService", Services, NuGetUrls.Autocomplete(mount));
            WriteVariants(json, offer.Vulnerabilities, "VulnerabilityInfo", ["/6.7.0"], NuGetUrls.VulnerabilityIndex(mount));
            WriteVariants(json, offer.Why is not null, "PackageDetailsUriTemplate", ["/5.1.0"], offer.Why?.AbsoluteUri + "{id}/{version}");
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteVariants(Utf8JsonWriter json, bool offered, string type, string[] variants, string url)
    {
        foreach (string variant in offered ? variants : [])
        {
            WriteResource(json, type + variant, url);
        }
    }

    private static void WriteResource(Utf8JsonWriter json, string type, string url)
    {
        json.WriteStartObject();
        json.WriteString("@id", url);
        json.WriteString("@type", type);
        if (type.EndsWith("/Versioned", StringComparison.Ordinal))
        {
            json.WriteString("clientVersion", "4.3.0-alpha");
        }

        json.WriteEndObject();
    }
}
