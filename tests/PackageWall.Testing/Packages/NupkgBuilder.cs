using System.Security;
using System.Text;

namespace PackageWall.Testing.Packages;

/// <summary>Builds a NuGet package that restore accepts: nuspec, content types, relationships and core properties, as <c>dotnet pack</c> writes them.</summary>
public sealed class NupkgBuilder(string id, string version)
{
    private const string Nuspec = "http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd";

    private readonly PackageFiles _files = new();
    private readonly List<string> _metadata = [];
    private readonly List<(string Framework, string Id, string Range)> _dependencies = [];
    private readonly List<string> _types = [];
    private string? _nuspecText;

    /// <summary>The name of the file that a feed would serve.</summary>
    public string FileName => $"{id}.{version}.nupkg".ToLowerInvariant();

    /// <summary>Adds a file.</summary>
    public NupkgBuilder File(string path, string text)
    {
        _files.Add(path, text);
        return this;
    }

    /// <summary>Adds a file of bytes.</summary>
    public NupkgBuilder File(string path, byte[] content)
    {
        _files.Add(path, content);
        return this;
    }

    /// <summary>Makes the package one that projects of a framework accept, without any code.</summary>
    public NupkgBuilder Framework(string framework = "netstandard2.0") => File($"lib/{framework}/_._", "");

    /// <summary>Adds <c>build/&lt;id&gt;.targets</c> with this inside the project element.</summary>
    public NupkgBuilder Targets(string inner, string folder = "build") => File($"{folder}/{id}.targets", $"<Project>\n{inner}\n</Project>\n");

    /// <summary>Adds a dependency for a framework.</summary>
    public NupkgBuilder Dependency(string dependency, string range, string framework = "netstandard2.0")
    {
        _dependencies.Add((framework, dependency, range));
        return this;
    }

    /// <summary>Adds a package type: <c>DotnetTool</c>, <c>Template</c>, <c>MSBuildSdk</c>.</summary>
    public NupkgBuilder PackageType(string type)
    {
        _types.Add(type);
        return this;
    }

    /// <summary>Adds an element to the metadata as it stands.</summary>
    public NupkgBuilder Metadata(string element)
    {
        _metadata.Add(element);
        return this;
    }

    /// <summary>Writes this text as nuspec instead.</summary>
    public NupkgBuilder NuspecText(string text)
    {
        _nuspecText = text;
        return this;
    }

    /// <summary>The package.</summary>
    public byte[] Build()
    {
        const string Properties = "package/services/metadata/core-properties/6f1c2d3e4b5a69788796a5b4c3d2e1f0.psmdcp";
        var files = new List<(string Path, byte[] Content, bool)>();
        Add("_rels/.rels", $"""
            <?xml version="1.0" encoding="utf-8"?>
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
              <Relationship Type="http://schemas.microsoft.com/packaging/2010/07/manifest" Target="/{id}.nuspec" Id="R1" />
              <Relationship Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="/{Properties}" Id="R2" />
            </Relationships>
            """);
        Add($"{id}.nuspec", _nuspecText ?? NuspecXml());
        files.AddRange(_files.All);
        Add("[Content_Types].xml", ContentTypes(files.Select(file => file.Path)));
        Add(Properties, $"""
            <?xml version="1.0" encoding="utf-8"?>
            <coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns="http://schemas.openxmlformats.org/package/2006/metadata/core-properties">
              <dc:identifier>{Escape(id)}</dc:identifier>
              <version>{Escape(version)}</version>
            </coreProperties>
            """);
        return ZipFile.Write(files);

        void Add(string path, string text) => files.Add((path, Encoding.UTF8.GetBytes(text), false));
    }

    private static string ContentTypes(IEnumerable<string> paths)
    {
        var names = paths.Select(path => path[(path.LastIndexOf('/') + 1)..]).ToList();
        IEnumerable<string> extensions = names.Select(file => Path.GetExtension(file).TrimStart('.')).Where(extension => extension.Length > 0)
            .Append("psmdcp").Distinct(StringComparer.OrdinalIgnoreCase);
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\n");
        foreach (string extension in extensions)
        {
            string type = extension == "rels" ? "application/vnd.openxmlformats-package.relationships+xml"
                : extension == "psmdcp" ? "application/vnd.openxmlformats-package.core-properties+xml" : "application/octet";
            xml.Append($"  <Default Extension=\"{Escape(extension)}\" ContentType=\"{type}\" />\n");
        }

        return xml.Append("</Types>\n").ToString();
    }

    private static string Escape(string text) => SecurityElement.Escape(text);

    private string NuspecXml()
    {
        var xml = new StringBuilder($"""
            <?xml version="1.0" encoding="utf-8"?>
            <package xmlns="{Nuspec}">
              <metadata>
                <id>{Escape(id)}</id>
                <version>{Escape(version)}</version>
                <authors>tests</authors>
                <description>inert</description>

            """);
        if (_types.Count > 0)
        {
            xml.Append("    <packageTypes>").AppendJoin("", _types.Select(type => $"<packageType name=\"{Escape(type)}\" />")).Append("</packageTypes>\n");
        }

        if (_dependencies.Count > 0)
        {
            xml.Append("    <dependencies>\n");
            foreach (var group in _dependencies.GroupBy(dependency => dependency.Framework))
            {
                xml.Append($"      <group targetFramework=\"{Escape(group.Key)}\">")
                    .AppendJoin("", group.Select(dependency => $"<dependency id=\"{Escape(dependency.Id)}\" version=\"{Escape(dependency.Range)}\" />"))
                    .Append("</group>\n");
            }

            xml.Append("    </dependencies>\n");
        }

        _metadata.ForEach(element => xml.Append("    ").Append(element).Append('\n'));
        return xml.Append("  </metadata>\n</package>\n").ToString();
    }
}
