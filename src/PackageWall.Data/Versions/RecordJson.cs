using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace PackageWall.Data.Versions;

/// <summary>
/// How lists inside a record, and whole reports, are written. Names of members and enum values are part of the format: a renamed
/// one needs a migration.
/// </summary>
/// <remarks>
/// By reflection on purpose. Generated readers set members that the JSON lacks to null instead of leaving them at their defaults, so
/// that a report of an earlier release would come back with lists that are null.
/// </remarks>
internal static class RecordJson
{
    private static readonly JsonSerializerOptions Options = Make();

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static byte[] WriteBytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <summary>The value.</summary>
    /// <exception cref="JsonException">The text is something else, or nothing.</exception>
    public static T Read<T>(string json) where T : class => JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("There is no value.");

    /// <inheritdoc cref="Read{T}(string)"/>
    public static T Read<T>(Stream from) where T : class => JsonSerializer.Deserialize<T>(from, Options) ?? throw new JsonException("There is no value.");

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            IgnoreReadOnlyProperties = true,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
            Converters = { new JsonStringEnumConverter(), new MicrosecondTimeConverter() },
        };
        options.MakeReadOnly();
        return options;
    }
}
