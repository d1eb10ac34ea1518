using System.Text.Json;
using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Feeds.NuGet;

/// <summary>
/// Copies of a catalog entry what clients show and use, field by field. What is not known here is not copied: icons, readmes,
/// licence and project pages lie on other hosts, and no document of ours sends a client there. Advisories keep their address,
/// because <c>dotnet list --vulnerable</c> prints it.
/// </summary>
internal static class CatalogEntryCopy
{
    private static readonly string[] Texts =
        ["authors", "description", "language", "licenseExpression", "minClientVersion", "summary", "title"];

    /// <summary>Writes the members, starting with <c>id</c>, into an open object. Without an entry it is the id alone.</summary>
    public static void Write(Utf8JsonWriter json, RegistrationLeaf? leaf, PackageName id, Uri mount)
    {
        if (leaf is null || leaf.Entry.IsEmpty || !JsonText.TryParse(leaf.Entry, out JsonDocument? document, out _))
        {
            json.WriteString("id", id.Value);
            return;
        }

        using (document)
        {
            JsonElement entry = document.RootElement;
            json.WriteString("id", entry.Text("id") ?? id.Value);
            foreach (string name in Texts)
            {
                WriteText(json, entry, name);
            }

            if (entry.Flag("requireLicenseAcceptance") is { } acceptance)
            {
                json.WriteBoolean("requireLicenseAcceptance", acceptance);
            }

            WriteTags(json, entry);
            WriteDependencies(json, entry, mount);
            WriteDeprecation(json, entry);
            WriteVulnerabilities(json, entry);
        }
    }

    /// <summary>A text member, if it is one.</summary>
    public static void WriteText(Utf8JsonWriter json, JsonElement from, string name)
    {
        if (from.Text(name) is { } text)
        {
            json.WriteString(name, text);
        }
    }

    /// <summary>Tags, which registries give as one string or as a list.</summary>
    public static void WriteTags(Utf8JsonWriter json, JsonElement from)
    {
        WriteText(json, from, "tags");
        WriteStrings(json, from, "tags");
    }

    /// <summary>A member that is a list of strings, if it is one.</summary>
    public static void WriteStrings(Utf8JsonWriter json, JsonElement from, string name)
    {
        if (from.List(name) is not { } list)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (JsonElement item in list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String))
        {
            json.WriteStringValue(item.GetString());
        }

        json.WriteEndArray();
    }

    /// <summary>Deprecation with its reasons and alternative, without the catalog's addresses.</summary>
    public static void WriteDeprecation(Utf8JsonWriter json, JsonElement from)
    {
        if (from.Member("deprecation") is not { ValueKind: JsonValueKind.Object } deprecation)
        {
            return;
        }

        json.WriteStartObject("deprecation");
        WriteText(json, deprecation, "message");
        WriteStrings(json, deprecation, "reasons");
        if (deprecation.Member("alternatePackage") is { ValueKind: JsonValueKind.Object } alternate)
        {
            json.WriteStartObject("alternatePackage");
            WriteText(json, alternate, "id");
            WriteText(json, alternate, "range");
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>Known vulnerabilities: advisory and severity.</summary>
    public static void WriteVulnerabilities(Utf8JsonWriter json, JsonElement from)
    {
        if (from.List("vulnerabilities") is not { } list)
        {
            return;
        }

        json.WriteStartArray("vulnerabilities");
        foreach (JsonElement vulnerability in list.EnumerateArray())
        {
            json.WriteStartObject();
            WriteText(json, vulnerability, "advisoryUrl");
            WriteText(json, vulnerability, "severity");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDependencies(Utf8JsonWriter json, JsonElement entry, Uri mount)
    {
        if (entry.List("dependencyGroups") is not { } groups)
        {
            return;
        }

        json.WriteStartArray("dependencyGroups");
        foreach (JsonElement group in groups.EnumerateArray())
        {
            json.WriteStartObject();
            WriteText(json, group, "targetFramework");
            if (group.List("dependencies") is { } dependencies)
            {
                json.WriteStartArray("dependencies");
                foreach (JsonElement dependency in dependencies.EnumerateArray())
                {
                    WriteDependency(json, dependency, mount);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDependency(Utf8JsonWriter json, JsonElement dependency, Uri mount)
    {
        if (!PackageName.TryParse(Ecosystem.NuGet, dependency.Text("id"), out PackageName? id))
        {
            return;
        }

        json.WriteStartObject();
        WriteText(json, dependency, "id");
        WriteText(json, dependency, "range");
        json.WriteString("registration", NuGetUrls.RegistrationIndex(mount, id));
        json.WriteEndObject();
    }
}
