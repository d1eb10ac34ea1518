using System.Buffers;
using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Manifests.PyPi;

/// <summary>Takes name, version, dependencies and hosts from METADATA or PKG-INFO.</summary>
internal static class Metadata
{
    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" [(<>=!~@;,");

    public static void Add(ManifestDraft draft, PackageFile file)
    {
        CoreMetadata metadata = CoreMetadata.Read(file.Content.Span);
        draft.Name ??= metadata["Name"];
        draft.Version ??= metadata["Version"];
        foreach (string header in (string[])["Name", "Version"])
        {
            int count = metadata.All(header).Count();
            if (count != 1)
            {
                draft.Report(count == 0 ? ManifestAnomalies.Unreadable : ManifestAnomalies.DuplicateKey, AnomalySeverity.Reject, file.Path, $"{header} stands {count} times.");
                draft.Add(count == 0 ? "manifest.unreadable" : "manifest.duplicate-key", file.Path, 0, header, header);
            }
        }

        foreach ((string value, int line) in metadata.All("Requires-Dist"))
        {
            AddDependency(draft, file.Path, value, line, value.Contains("extra", StringComparison.Ordinal) && value.Contains(';', StringComparison.Ordinal) ? "optional" : "runtime");
        }

        foreach (string header in (string[])["Home-page", "Download-URL"])
        {
            draft.AddHost(metadata[header]);
        }

        foreach ((string value, _) in metadata.All("Project-URL"))
        {
            draft.AddHost(value[(value.IndexOf(',', StringComparison.Ordinal) + 1)..]);
        }
    }

    /// <summary>A requirement as PEP 508 writes it: <c>name[extra] &gt;= 1; marker</c> or <c>name @ address</c>.</summary>
    public static void AddDependency(ManifestDraft draft, string file, string requirement, int line, string group)
    {
        string text = requirement.Split(';')[0].Trim();
        int end = text.AsSpan().IndexOfAny(NameEnds);
        string name = end < 0 ? text : text[..end];
        string rest = end < 0 ? "" : text[end..].Trim();
        if (name.Length == 0)
        {
            return;
        }

        int at = rest.IndexOf('@', StringComparison.Ordinal);
        bool isDirect = at >= 0;
        draft.Dependencies.Add(new Dependency(name, rest, group, !isDirect));
        if (isDirect)
        {
            string address = rest[(at + 1)..].Trim();
            string kind = address.StartsWith("git", StringComparison.OrdinalIgnoreCase) || address.StartsWith("hg", StringComparison.OrdinalIgnoreCase) ? "git"
                : address.StartsWith("file:", StringComparison.OrdinalIgnoreCase) ? "file" : "url";
            draft.Add($"manifest.dependency.{kind}", file, line, requirement, address, Context.Install);
        }
    }
}
