using System.Text.Json.Serialization;

namespace PackageWall.Data.Documents;

/// <summary>What stands before a stored document's body.</summary>
/// <param name="Key">The key it was stored under.</param>
/// <param name="Url">Where it came from.</param>
/// <param name="FetchedAt">When.</param>
/// <param name="Length">Of the decompressed body, in bytes.</param>
/// <param name="ContentType">As the upstream said, or null.</param>
/// <param name="ETag">As the upstream said, or null.</param>
/// <param name="LastModified">As the upstream said, or null.</param>
/// <param name="Revision">Of the decompressed body; null in files of earlier versions.</param>
internal sealed record DocumentHeader(
    string Key, Uri Url, DateTimeOffset FetchedAt, int Length, string? ContentType, string? ETag, string? LastModified, string? Revision = null);

/// <summary>How it is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DocumentHeader))]
internal sealed partial class DocumentHeaderJson : JsonSerializerContext;
