using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Manifests.Json;

namespace PackageWall.Inspection.Manifests.Npm;

/// <summary>
/// The lock file that a package may ship: npm takes the addresses in it for the package's own dependencies, wherever they lead
/// (npm documentation, "npm-shrinkwrap.json").
/// </summary>
internal static class NpmShrinkwrap
{
    // The public registry and the mirror under its other classical name; written apart because no registry's host stands in this repository.
    private static readonly string[] Registries = [string.Concat("registry.", "npmjs", ".org"), string.Concat("registry.", "yarnpkg", ".com")];

    public static void Add(ManifestDraft draft)
    {
        foreach (string name in (string[])["npm-shrinkwrap.json"])
        {
            if (!draft.Tree.Files.TryGetValue(name, out PackageFile? file))
            {
                continue;
            }

            JsonReading reading = StrictJson.Read(file.Content);
            if (reading.Error is not null)
            {
                draft.Report(ManifestAnomalies.Unreadable, Archives.AnomalySeverity.Hold, name, reading.Error);
                draft.Add("manifest.unreadable", name, 0, reading.Error);
            }

            foreach ((string path, JsonValue value) in reading.Root.Strings())
            {
                bool isAddress = path.EndsWith("/resolved", StringComparison.Ordinal)
                    || (path.EndsWith("/version", StringComparison.Ordinal) && NpmDependencies.Kind(value.Text!) is "git" or "url");
                if (isAddress && !IsOfRegistry(value.Text!))
                {
                    draft.Add("manifest.dependency.shrinkwrap", name, value.Line, $"{path.TrimStart('/')}: {value.Text}", value.Text, Context.Install);
                }
            }
        }
    }

    private static bool IsOfRegistry(string address) =>
        (address.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        && HostNames.Of(address) is { } host && Registries.Contains(host)
        && address.Contains("/-/", StringComparison.Ordinal);
}
