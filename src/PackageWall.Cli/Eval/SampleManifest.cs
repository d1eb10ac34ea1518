using System.Text.Json;
using System.Text.Json.Serialization;

namespace PackageWall.Cli.Eval;

/// <summary>
/// <c>samples.json</c>: archives beside it, and what an inspection has to conclude of each. Whoever builds samples writes it; this
/// command knows nothing of how they were built.
/// </summary>
internal sealed record SampleManifest(IReadOnlyList<Sample> Samples)
{
    public const string FileName = "samples.json";

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="JsonException">It is not one.</exception>
    public static SampleManifest Parse(string text)
    {
        SampleManifest manifest = JsonSerializer.Deserialize(text, SampleJson.Default.SampleManifest) ?? throw new JsonException("There is no manifest.");
        return manifest.Samples is { Count: > 0 } samples && samples.All(sample => sample is { Id.Length: > 0, File.Length: > 0 } && Enum.TryParse<SampleExpectation>(sample.Expect, ignoreCase: true, out _))
            ? manifest
            : throw new JsonException("Every sample needs an id, a file, and expect: malicious, held or clean.");
    }
}

/// <summary>One sample.</summary>
/// <param name="Id">Short name.</param>
/// <param name="File">The archive, relative to the manifest.</param>
/// <param name="Ecosystem"><c>npm</c>, <c>pypi</c> or <c>nuget</c>; told from the archive when null.</param>
/// <param name="Expect"><c>malicious</c>, <c>held</c> or <c>clean</c>.</param>
/// <param name="Group">Samples of one group stand together.</param>
/// <param name="Rules">Rules that are expected to find it, by their numbers.</param>
/// <param name="Earlier">The archive of the version before it, or null.</param>
/// <param name="OutOfScope">Why reading the archive alone cannot find it; such samples are shown and not counted.</param>
internal sealed record Sample(string Id, string File, string? Ecosystem, string Expect, string? Group = null, string? Rules = null, string? Earlier = null, string? OutOfScope = null)
{
    [JsonIgnore]
    public SampleExpectation Expected => Enum.Parse<SampleExpectation>(Expect, ignoreCase: true);
}

/// <summary>What an inspection has to conclude.</summary>
internal enum SampleExpectation
{
    /// <summary>Nothing holds it.</summary>
    Clean,

    /// <summary>Suspicious, inconclusive or malicious.</summary>
    Held,

    /// <summary>Malicious; held counts as held, and not as missed.</summary>
    Malicious,
}

/// <summary>Reads manifests without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SampleManifest))]
internal sealed partial class SampleJson : JsonSerializerContext;
