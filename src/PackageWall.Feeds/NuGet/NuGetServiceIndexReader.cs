using System.Text.Json;
using PackageWall.Feeds.Documents;

namespace PackageWall.Feeds.NuGet;

/// <summary>Reads a service index (NuGet docs, "Service index") and chooses among the variants of each resource.</summary>
public static class NuGetServiceIndexReader
{
    private static readonly string[] RegistrationTypes =
    [
        "RegistrationsBaseUrl/3.6.0", "RegistrationsBaseUrl/Versioned", "RegistrationsBaseUrl/3.4.0",
        "RegistrationsBaseUrl/3.0.0-rc", "RegistrationsBaseUrl/3.0.0-beta", "RegistrationsBaseUrl",
    ];

    private static readonly string[] SearchTypes =
        ["SearchQueryService/3.5.0", "SearchQueryService/3.0.0-rc", "SearchQueryService/3.0.0-beta", "SearchQueryService"];

    private static readonly string[] AutocompleteTypes =
        ["SearchAutocompleteService/3.5.0", "SearchAutocompleteService/3.0.0-rc", "SearchAutocompleteService/3.0.0-beta", "SearchAutocompleteService"];

    private static readonly string[] SignatureTypes = ["RepositorySignatures/5.0.0", "RepositorySignatures/4.9.0", "RepositorySignatures/4.7.0"];

    /// <summary>Reads an index that came from an address. Resources that would lead from https to http are not taken.</summary>
    public static NuGetReading<NuGetServiceIndex> Read(ReadOnlyMemory<byte> bytes, Uri indexUrl)
    {
        if (!JsonText.TryParse(bytes, out JsonDocument? document, out string reason))
        {
            return new NuGetReading<NuGetServiceIndex>.Failure(reason);
        }

        using (document)
        {
            JsonElement root = document.RootElement;
            if (root.Text("version")?.StartsWith("3.", StringComparison.Ordinal) != true || root.List("resources") is not { } list)
            {
                return new NuGetReading<NuGetServiceIndex>.Failure("not a service index of version 3");
            }

            var resources = Resources(list, indexUrl);
            if (Best(resources, ["PackageBaseAddress/3.0.0"]) is not [var packageBase, ..])
            {
                return new NuGetReading<NuGetServiceIndex>.Failure("the service index has no usable PackageBaseAddress/3.0.0");
            }

            return new NuGetReading<NuGetServiceIndex>.Read(new NuGetServiceIndex(WithSlash(packageBase))
            {
                Registrations = Best(resources, RegistrationTypes) is [var hive, ..] ? WithSlash(hive) : null,
                Search = Best(resources, SearchTypes),
                Autocomplete = Best(resources, AutocompleteTypes),
                Vulnerabilities = Best(resources, ["VulnerabilityInfo/6.7.0"]).FirstOrDefault(),
                Catalog = Best(resources, ["Catalog/3.0.0"]).FirstOrDefault(),
                RepositorySignatures = Best(resources, SignatureTypes).FirstOrDefault(),
            });
        }
    }

    private static List<(string Type, Uri Url)> Resources(JsonElement list, Uri indexUrl)
    {
        var resources = new List<(string, Uri)>();
        foreach (JsonElement resource in list.EnumerateArray())
        {
            if (NuGetValues.Url(indexUrl, resource.Text("@id")) is not { } url || (indexUrl.Scheme == Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttps))
            {
                continue;
            }

            // JSON-LD allows one type or several.
            foreach (JsonElement type in resource.List("@type") is { } types ? types.EnumerateArray().ToArray() : [resource.Member("@type") ?? default])
            {
                if (type.ValueKind == JsonValueKind.String)
                {
                    resources.Add((type.GetString()!, url));
                }
            }
        }

        return resources;
    }

    private static List<Uri> Best(List<(string Type, Uri Url)> resources, string[] preference)
    {
        foreach (string type in preference)
        {
            List<Uri> found = [.. resources.Where(resource => string.Equals(resource.Type, type, StringComparison.OrdinalIgnoreCase)).Select(resource => resource.Url).Distinct()];
            if (found.Count > 0)
            {
                return found;
            }
        }

        return [];
    }

    private static Uri WithSlash(Uri url) => url.AbsoluteUri.EndsWith('/') ? url : new Uri(url.AbsoluteUri + "/");
}
