using System.Text.Json.Serialization;

namespace PackageWall.Cli.Scan;

/// <summary>The parts of SARIF 2.1.0 that scans use (OASIS, sections 3.13 to 3.30).</summary>
internal sealed record SarifLog([property: JsonPropertyName("$schema")] string Schema, string Version, IReadOnlyList<SarifRun> Runs);

/// <summary>3.14: one run of a tool.</summary>
internal sealed record SarifRun(SarifTool Tool, IReadOnlyList<SarifResult> Results);

/// <summary>3.18: the tool.</summary>
internal sealed record SarifTool(SarifDriver Driver);

/// <summary>3.19: the program and its rules.</summary>
internal sealed record SarifDriver(string Name, string SemanticVersion, string FullName, IReadOnlyList<SarifRule> Rules);

/// <summary>3.49: a rule.</summary>
internal sealed record SarifRule(string Id, SarifText ShortDescription, SarifText FullDescription, SarifConfiguration DefaultConfiguration, SarifTags Properties);

/// <summary>3.11: a message.</summary>
internal sealed record SarifText(string Text);

/// <summary>3.50: how grave a rule is.</summary>
internal sealed record SarifConfiguration(string Level);

/// <summary>3.8: tags of a rule.</summary>
internal sealed record SarifTags(IReadOnlyList<string> Tags);

/// <summary>3.27: a finding.</summary>
internal sealed record SarifResult(string RuleId, string Level, SarifText Message, IReadOnlyList<SarifLocation> Locations, SarifProperties Properties);

/// <summary>3.28: where.</summary>
internal sealed record SarifLocation(SarifPhysicalLocation PhysicalLocation);

/// <summary>3.29: where in which file.</summary>
internal sealed record SarifPhysicalLocation(SarifArtifactLocation ArtifactLocation, SarifRegion? Region);

/// <summary>3.4: which file.</summary>
internal sealed record SarifArtifactLocation(string Uri);

/// <summary>3.30: which line.</summary>
internal sealed record SarifRegion(int StartLine);

/// <summary>3.8: what SARIF has no place for.</summary>
internal sealed record SarifProperties(string Context, string Verdict, IReadOnlyList<ScanLineEvidence> Evidence);

/// <summary>Writes logs without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SarifLog))]
internal sealed partial class SarifJson : JsonSerializerContext;
