using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Manifests.Json;

namespace PackageWall.Inspection.Manifests.Npm;

/// <summary>What an npm package asks for, and which of it no registry serves (npm documentation, "npm-package-arg").</summary>
internal static class NpmDependencies
{
    private static readonly (string Field, string Group)[] Groups =
    [
        ("dependencies", "runtime"), ("optionalDependencies", "optional"), ("peerDependencies", "peer"), ("devDependencies", "development"),
    ];

    private static readonly string[] GitPrefixes = ["git:", "git+", "git@", "github:", "gitlab:", "bitbucket:", "gist:", "ssh:"];
    private static readonly string[] FilePrefixes = ["file:", "link:", "portal:", "workspace:", "catalog:", "patch:", "exec:", "./", "../", "~/", "/", ".\\", "..\\"];

    public static void Add(ManifestDraft draft, NpmPackage package, bool isRoot)
    {
        foreach ((string field, string group) in Groups)
        {
            foreach (JsonMember member in package.Json[field]?.Members ?? [])
            {
                string specification = member.Value.String ?? "";
                string? kind = Kind(specification);
                if (isRoot)
                {
                    draft.Dependencies.Add(new Dependency(member.Name, specification, group, kind is null or "alias"));
                }

                // Nobody who installs the package gets its development dependencies.
                if (kind is not null && group != "development")
                {
                    draft.Add($"manifest.dependency.{kind}", package.File, member.Line, $"{field}: {member.Name}: {specification}", specification, Context.Install);
                }
            }
        }
    }

    /// <summary><c>git</c>, <c>url</c>, <c>file</c> or <c>alias</c>; null for ranges and tags.</summary>
    public static string? Kind(string specification)
    {
        string text = specification.Trim();
        if (text.StartsWith("npm:", StringComparison.OrdinalIgnoreCase) || text.StartsWith("jsr:", StringComparison.OrdinalIgnoreCase))
        {
            return "alias";
        }

        if (GitPrefixes.Any(prefix => text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
        {
            return "git";
        }

        if (text.Contains("://", StringComparison.Ordinal))
        {
            string path = text.Split('#')[0].TrimEnd('/');
            return path.EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? "git" : "url";
        }

        if (FilePrefixes.Any(prefix => text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) || (text.Length > 1 && text[1] == ':'))
        {
            return "file";
        }

        if (text.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase) || text.EndsWith(".tar.gz", StringComparison.OrdinalIgnoreCase))
        {
            return "file";
        }

        // user/repository, with a branch or commit behind a hash sign; no range or tag has a slash.
        return text.Contains('/', StringComparison.Ordinal) ? "git" : null;
    }
}
