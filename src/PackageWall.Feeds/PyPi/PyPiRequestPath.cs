using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Feeds.PyPi;

/// <summary>What a request under a PyPI feed's mount asks for.</summary>
public abstract record PyPiRequestPath
{
    private const string MetadataSuffix = ".metadata";

    private PyPiRequestPath()
    {
    }

    /// <summary><c>simple/</c>: the list of all projects, which PackageWall does not give.</summary>
    public sealed record Root : PyPiRequestPath;

    /// <summary><c>simple/{project}/</c></summary>
    /// <param name="Name">The project.</param>
    public sealed record Project(PackageName Name) : PyPiRequestPath;

    /// <summary>A project page spelled otherwise: redirect to <see cref="Target"/> below the mount (PEP 503).</summary>
    /// <param name="Name">The project.</param>
    public sealed record ProjectRedirect(PackageName Name) : PyPiRequestPath
    {
        /// <summary>The one spelling, relative to the mount.</summary>
        public string Target => $"simple/{Name.Value}/";
    }

    /// <summary><c>files/{project}/{file name}</c></summary>
    /// <param name="Name">The project.</param>
    /// <param name="Distribution">The file.</param>
    public sealed record File(PackageName Name, DistributionFileName Distribution) : PyPiRequestPath;

    /// <summary><c>files/{project}/{file name}.metadata</c></summary>
    /// <param name="Name">The project.</param>
    /// <param name="Distribution">The file whose metadata it is.</param>
    public sealed record Metadata(PackageName Name, DistributionFileName Distribution) : PyPiRequestPath;

    /// <summary><c>pypi/{project}/json</c> or <c>pypi/{project}/{version}/json</c>: the old interface, answered 404.</summary>
    /// <param name="Name">The project.</param>
    public sealed record LegacyJson(PackageName Name) : PyPiRequestPath;

    /// <summary>Nothing that PackageWall has: 404.</summary>
    public sealed record Unknown : PyPiRequestPath;

    /// <summary>Not a path that any client sends: 400.</summary>
    /// <param name="Reason">What is wrong with it, without quoting it.</param>
    public sealed record Invalid(string Reason) : PyPiRequestPath;

    /// <summary>Reads a path as it stood on the request line, relative to the mount and without query. Decoded once, then checked.</summary>
    public static PyPiRequestPath Parse(string rawPath)
    {
        if (RawPathSegments.Split(rawPath, out string reason) is not { } segments)
        {
            return new Invalid(reason);
        }

        return segments switch
        {
            ["simple"] or ["simple", ""] => new Root(),
            ["simple", var name] => ParseProject(name, slash: false),
            ["simple", var name, ""] => ParseProject(name, slash: true),
            ["files", var name, var file] => ParseFile(name, file),
            ["pypi", var name, "json"] => ParseLegacy(name),
            ["pypi", var name, _, "json"] => ParseLegacy(name),
            _ => new Unknown(),
        };
    }

    private static PyPiRequestPath ParseProject(string text, bool slash)
    {
        if (!PackageName.TryParse(Ecosystem.PyPi, text, out PackageName? name))
        {
            return new Invalid("not a project name");
        }

        return slash && text == name.Value ? new Project(name) : new ProjectRedirect(name);
    }

    private static PyPiRequestPath ParseLegacy(string text) =>
        PackageName.TryParse(Ecosystem.PyPi, text, out PackageName? name) ? new LegacyJson(name) : new Invalid("not a project name");

    private static PyPiRequestPath ParseFile(string projectText, string fileText)
    {
        if (!PackageName.TryParse(Ecosystem.PyPi, projectText, out PackageName? project))
        {
            return new Invalid("not a project name");
        }

        bool metadata = fileText.EndsWith(MetadataSuffix, StringComparison.Ordinal);
        string fileName = metadata ? fileText[..^MetadataSuffix.Length] : fileText;
        if (!DistributionFileName.TryParse(fileName, project, out DistributionFileName? distribution))
        {
            return new Unknown();
        }

        return metadata ? new Metadata(project, distribution) : new File(project, distribution);
    }
}
