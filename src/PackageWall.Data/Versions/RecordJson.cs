using System.Text.Json.Serialization;
using PackageWall.Core.Reviews;
using PackageWall.Core.Versions;
using PackageWall.Inspection.Reports;

namespace PackageWall.Data.Versions;

/// <summary>
/// How lists inside a record, and whole reports, are written. Names of members and enum values are part of the format: a renamed
/// one needs a migration.
/// </summary>
[JsonSourceGenerationOptions(
    UseStringEnumConverter = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    Converters = [typeof(MicrosecondTimeConverter)])]
[JsonSerializable(typeof(IReadOnlyList<ArtifactRecord>))]
[JsonSerializable(typeof(IReadOnlyList<Review>))]
[JsonSerializable(typeof(InspectionReport))]
internal sealed partial class RecordJson : JsonSerializerContext;
