using System.Buffers;
using System.Text.Json;
using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Feeds.NuGet;

/// <summary>
/// Copies of a catalog entry what clients show and use, field by field. What is not known here is not copied: icons, readmes,
/// licence and project pages lie on other hosts, and no document of ours sends a client there. Advisories keep their address,
/// because <c>dotnet list --vulnerable</c> prints it.
/// </summary>
/// <remarks>One pass over each object, without a tree: registrations of long-lived packages have thousands of entries.</remarks>
internal static class CatalogEntryCopy
{
    private static readonly JsonMembers Members = new(
        "id", "authors", "description", "language", "licenseExpression", "minClientVersion", "summary", "title",
        "requireLicenseAcceptance", "tags", "dependencyGroups", "deprecation", "vulnerabilities");

    private static readonly JsonMembers GroupMembers = new("targetFramework", "dependencies");
    private static readonly JsonMembers DependencyMembers = new("id", "range");
    private static readonly JsonMembers DeprecationMembers = new("message", "reasons", "alternatePackage");
    private static readonly JsonMembers AlternateMembers = new("id", "range");
    private static readonly JsonMembers VulnerabilityMembers = new("advisoryUrl", "severity");

    /// <summary>Writes the members, starting with <c>id</c>, into an open object. Without an entry it is the id alone.</summary>
    public static void Write(Utf8JsonWriter json, ReadOnlyMemory<byte> entry, PackageName id, RegistrationAddresses addresses)
    {
        ReadOnlySpan<byte> source = entry.Span;
        Span<Range> at = stackalloc Range[Members.Count];
        if (source.IsEmpty || !TryFind(entry, at))
        {
            json.WriteString("id"u8, id.Value);
            return;
        }

        if (source[at[0]] is [(byte)'"', ..])
        {
            WriteText(json, "id"u8, source[at[0]]);
        }
        else
        {
            json.WriteString("id"u8, id.Value);
        }

        WriteText(json, "authors"u8, source[at[1]]);
        WriteText(json, "description"u8, source[at[2]]);
        WriteText(json, "language"u8, source[at[3]]);
        WriteText(json, "licenseExpression"u8, source[at[4]]);
        WriteText(json, "minClientVersion"u8, source[at[5]]);
        WriteText(json, "summary"u8, source[at[6]]);
        WriteText(json, "title"u8, source[at[7]]);
        if (source[at[8]] is [(byte)'t' or (byte)'f', ..])
        {
            json.WriteBoolean("requireLicenseAcceptance"u8, source[at[8]][0] == (byte)'t');
        }

        WriteTags(json, source[at[9]]);
        WriteDependencies(json, source[at[10]], addresses);
        WriteDeprecation(json, source[at[11]]);
        WriteVulnerabilities(json, source[at[12]]);
    }

    /// <summary>A text member, if its value is one.</summary>
    public static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (value is [(byte)'"', ..])
        {
            json.WritePropertyName(name);
            var reader = new Utf8JsonReader(value);
            reader.Read();
            WriteText(json, ref reader);
        }
    }

    /// <summary>Tags, which registries give as one string or as a list.</summary>
    public static void WriteTags(Utf8JsonWriter json, ReadOnlySpan<byte> value)
    {
        WriteText(json, "tags"u8, value);
        WriteStrings(json, "tags"u8, value);
    }

    /// <summary>A member that is a list of strings, if its value is one.</summary>
    public static void WriteStrings(Utf8JsonWriter json, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (value is not [(byte)'[', ..])
        {
            return;
        }

        json.WriteStartArray(name);
        var reader = new Utf8JsonReader(value);
        while (JsonMembers.NextItem(ref reader, value) is { IsEmpty: false })
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                WriteText(json, ref reader);
            }
        }

        json.WriteEndArray();
    }

    /// <summary>Deprecation with its reasons and alternative, without the catalog's addresses.</summary>
    public static void WriteDeprecation(Utf8JsonWriter json, ReadOnlySpan<byte> value)
    {
        if (value is not [(byte)'{', ..])
        {
            return;
        }

        Span<Range> at = stackalloc Range[DeprecationMembers.Count];
        DeprecationMembers.Find(value, at);
        json.WriteStartObject("deprecation"u8);
        WriteText(json, "message"u8, value[at[0]]);
        WriteStrings(json, "reasons"u8, value[at[1]]);
        if (value[at[2]] is [(byte)'{', ..])
        {
            json.WriteStartObject("alternatePackage"u8);
            WriteTexts(json, AlternateMembers, "id"u8, "range"u8, value[at[2]]);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>Known vulnerabilities: advisory and severity.</summary>
    public static void WriteVulnerabilities(Utf8JsonWriter json, ReadOnlySpan<byte> value)
    {
        if (value is not [(byte)'[', ..])
        {
            return;
        }

        json.WriteStartArray("vulnerabilities"u8);
        var reader = new Utf8JsonReader(value);
        while (JsonMembers.NextItem(ref reader, value) is { IsEmpty: false } vulnerability)
        {
            json.WriteStartObject();
            WriteTexts(json, VulnerabilityMembers, "advisoryUrl"u8, "severity"u8, vulnerability);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static bool TryFind(ReadOnlyMemory<byte> entry, Span<Range> at)
    {
        try
        {
            Members.Find(entry.Span, at);
            return JsonText.IsText(entry);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static void WriteDependencies(Utf8JsonWriter json, ReadOnlySpan<byte> value, RegistrationAddresses addresses)
    {
        if (value is not [(byte)'[', ..])
        {
            return;
        }

        Span<Range> at = stackalloc Range[GroupMembers.Count];
        json.WriteStartArray("dependencyGroups"u8);
        var reader = new Utf8JsonReader(value);
        while (JsonMembers.NextItem(ref reader, value) is { IsEmpty: false } group)
        {
            GroupMembers.Find(group, at);
            json.WriteStartObject();
            WriteText(json, "targetFramework"u8, group[at[0]]);
            if (group[at[1]] is [(byte)'[', ..] dependencies)
            {
                json.WriteStartArray("dependencies"u8);
                var items = new Utf8JsonReader(dependencies);
                while (JsonMembers.NextItem(ref items, dependencies) is { IsEmpty: false } dependency)
                {
                    WriteDependency(json, dependency, addresses);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDependency(Utf8JsonWriter json, ReadOnlySpan<byte> dependency, RegistrationAddresses addresses)
    {
        Span<Range> at = stackalloc Range[DependencyMembers.Count];
        DependencyMembers.Find(dependency, at);
        if (dependency[at[0]] is not [(byte)'"', ..] id)
        {
            return;
        }

        var reader = new Utf8JsonReader(id);
        reader.Read();
        if (addresses.Of(ref reader) is not { } registration)
        {
            return;
        }

        json.WriteStartObject();
        WriteText(json, "id"u8, id);
        WriteText(json, "range"u8, dependency[at[1]]);
        json.WriteString("registration"u8, registration);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, JsonMembers members, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> value)
    {
        Span<Range> at = stackalloc Range[2];
        members.Find(value, at);
        WriteText(json, first, value[at[0]]);
        WriteText(json, second, value[at[1]]);
    }

    private static void WriteText(Utf8JsonWriter json, ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            json.WriteStringValue(reader.ValueSpan);
            return;
        }

        byte[] text = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        json.WriteStringValue(text.AsSpan(0, reader.CopyString(text)));
        ArrayPool<byte>.Shared.Return(text);
    }
}
