using System.Text.Json.Serialization;
using PackageWall.Inspection.Reports;
using PackageWall.Workers.Pool;

namespace PackageWall.Workers.Wire;

/// <summary>Messages as JSON, without reflection: a worker starts faster. Both sides are the same release, so the format binds nobody.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(WorkerSetup))]
[JsonSerializable(typeof(WorkerReady))]
[JsonSerializable(typeof(WorkerRequest))]
[JsonSerializable(typeof(DecompileRequest))]
[JsonSerializable(typeof(IReadOnlyList<DecompiledMethod>))]
[JsonSerializable(typeof(InspectionReport))]
internal sealed partial class WireJson : JsonSerializerContext;
