using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Manifests.Json;

namespace PackageWall.Inspection.Manifests.Npm;

/// <summary>One <c>package.json</c> and the folder that it rules.</summary>
/// <param name="File">Path of the file.</param>
/// <param name="Folder">Its folder, or the empty string for the root.</param>
/// <param name="Json">What it says.</param>
internal sealed record NpmPackage(string File, string Folder, JsonValue Json)
{
    private static readonly HashSet<string> Decisive = new(StringComparer.Ordinal)
    {
        "name", "version", "main", "module", "browser", "exports", "imports", "bin", "type", "scripts", "dependencies", "optionalDependencies",
        "peerDependencies", "bundleDependencies", "bundledDependencies", "gypfile", "binary",
    };

    /// <summary>Whether it says that it brings dependencies along.</summary>
    public bool Bundles => IsList(Json["bundleDependencies"]) || IsList(Json["bundledDependencies"]);

    public static NpmPackage Read(ManifestDraft draft, PackageFile file, string folder)
    {
        JsonReading reading = StrictJson.Read(file.Content);
        if (reading.Error is not null || !reading.Root.IsObject)
        {
            Refuse(draft, file, reading.Error ?? "It is not an object.");
        }

        foreach (string oddity in reading.Oddities)
        {
            // npm strips a byte order mark and refuses the rest; other installers differ.
            AnomalySeverity severity = oddity == StrictJson.ByteOrderMark ? AnomalySeverity.Note
                : oddity == StrictJson.NotStrict ? AnomalySeverity.Reject : AnomalySeverity.Hold;
            draft.Report(ManifestAnomalies.Odd, severity, file.Path, $"It has {oddity}.");
        }

        foreach (JsonDuplicate duplicate in reading.Duplicates)
        {
            Report(draft, file, duplicate);
        }

        return new NpmPackage(file.Path, folder, reading.Root);
    }

    private static void Refuse(ManifestDraft draft, PackageFile file, string why)
    {
        draft.Report(ManifestAnomalies.Unreadable, AnomalySeverity.Reject, file.Path, why);
        draft.Add("manifest.unreadable", file.Path, 0, why);
    }

    // A name that repeats is read as its last by some and as its first by others; it matters where the values differ and decide
    // something about the installation.
    private static void Report(ManifestDraft draft, PackageFile file, JsonDuplicate duplicate)
    {
        bool decides = Decisive.Contains(duplicate.Path.Split('/')[0]) && !duplicate.IsSame;
        draft.Report(ManifestAnomalies.DuplicateKey, decides ? AnomalySeverity.Reject : AnomalySeverity.Note, file.Path, $"'{duplicate.Path}' stands twice (line {duplicate.Line}).");
        if (decides)
        {
            draft.Add("manifest.duplicate-key", file.Path, duplicate.Line, duplicate.Path, duplicate.Path);
        }
    }

    private static bool IsList(JsonValue? value) => value is { IsArray: true, Items.Count: > 0 } or { Text: "true", IsString: false } or { IsObject: true };
}
