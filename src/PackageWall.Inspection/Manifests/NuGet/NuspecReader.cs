using System.Xml;
using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Languages.MsBuild;

namespace PackageWall.Inspection.Manifests.NuGet;

/// <summary>Reads a nuspec without a document type, without entities and without trust: what stands twice is reported.</summary>
internal static class NuspecReader
{
    public static Nuspec Read(ManifestDraft draft, PackageFile file)
    {
        var nuspec = new Nuspec();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        string? error = XmlWalk.Read(file.Content, (reader, path) =>
        {
            string name = reader.LocalName;
            string parent = path.Count > 0 ? path[^1] : "";
            if (parent == "metadata" && path.Count == 2 && name is "id" or "version" or "dependencies" or "packageTypes" && !seen.Add(name))
            {
                draft.Report(ManifestAnomalies.DuplicateKey, AnomalySeverity.Reject, file.Path, $"<{name}> stands twice.");
                draft.Add("manifest.duplicate-key", file.Path, XmlWalk.Line(reader), name, name);
            }

            Take(nuspec, reader, name, parent);
        }, (text, path) =>
        {
            if (path is [_, "metadata", var name])
            {
                nuspec.Id = name == "id" ? (nuspec.Id ?? "") + text.Trim() : nuspec.Id;
                nuspec.Version = name == "version" ? (nuspec.Version ?? "") + text.Trim() : nuspec.Version;
                nuspec.ProjectUrl = name == "projectUrl" ? text.Trim() : nuspec.ProjectUrl;
            }
        });
        if (error is not null || string.IsNullOrEmpty(nuspec.Id) || string.IsNullOrEmpty(nuspec.Version))
        {
            string why = error ?? "It has no id or no version.";
            draft.Report(ManifestAnomalies.Unreadable, AnomalySeverity.Reject, file.Path, why);
            draft.Add("manifest.unreadable", file.Path, 0, why);
        }

        return nuspec;
    }

    private static void Take(Nuspec nuspec, XmlReader reader, string name, string parent)
    {
        switch (name)
        {
            case "dependency" when reader.GetAttribute("id") is { Length: > 0 } id:
                nuspec.Dependencies.Add(new Dependency(id, reader.GetAttribute("version") ?? "", "runtime", true));
                break;
            case "packageType" when reader.GetAttribute("name") is { } type:
                nuspec.PackageTypes.Add(type);
                break;
            case "repository" when parent == "metadata":
                nuspec.RepositoryUrl = reader.GetAttribute("url");
                break;
            case "files" when parent == "contentFiles":
                nuspec.ContentFiles.Add((reader.GetAttribute("include") ?? "**", reader.GetAttribute("buildAction") ?? "Compile"));
                break;
        }
    }
}
