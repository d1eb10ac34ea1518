using System.Text.Json.Serialization;

namespace PackageWall.Data.Documents;

/// <summary>What stands before a rewritten document's bytes.</summary>
/// <param name="Name">The name it was stored under.</param>
/// <param name="Content">Of its view's revision.</param>
/// <param name="DecidedAt">Of its view's revision.</param>
/// <param name="ContentType">Exact media type.</param>
/// <param name="ETag">Entity tag with quotes.</param>
/// <param name="PlainLength">Length before compression.</param>
/// <param name="Length">Length of the bytes that follow.</param>
internal sealed record RenderingHeader(string Name, string Content, long? DecidedAt, string ContentType, string ETag, long PlainLength, long Length);

/// <summary>How it is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RenderingHeader))]
internal sealed partial class RenderingHeaderJson : JsonSerializerContext;
