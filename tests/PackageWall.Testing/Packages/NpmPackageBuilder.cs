using System.Formats.Tar;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PackageWall.Testing.Packages;

/// <summary>Builds an npm tarball as <c>npm pack</c> does. Packages made here are inert: nothing in them does anything but print.</summary>
public sealed class NpmPackageBuilder(string name, string version)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly PackageFiles _files = new();
    private string? _manifestText;
    private string _top = "package";

    /// <summary>The manifest as it will be written, to be changed in place.</summary>
    public JsonObject Manifest { get; } = new() { ["name"] = name, ["version"] = version, ["description"] = "inert", ["license"] = "MIT" };

    /// <summary>The name of the file that a registry would serve.</summary>
    public string FileName => $"{name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..]}-{version}.tgz";

    /// <summary>Adds a file under the top folder.</summary>
    public NpmPackageBuilder File(string path, string text, bool executable = false)
    {
        _files.Add(path, text, executable);
        return this;
    }

    /// <summary>Adds a file of bytes under the top folder.</summary>
    public NpmPackageBuilder File(string path, byte[] content, bool executable = false)
    {
        _files.Add(path, content, executable);
        return this;
    }

    /// <summary>Sets a key of the manifest.</summary>
    public NpmPackageBuilder With(string key, JsonNode? value)
    {
        Manifest[key] = value;
        return this;
    }

    /// <summary>Adds a lifecycle or other script.</summary>
    public NpmPackageBuilder Script(string script, string command) => In("scripts", script, command);

    /// <summary>Adds a dependency, by default of the ordinary kind.</summary>
    public NpmPackageBuilder Dependency(string dependency, string specification, string group = "dependencies") => In(group, dependency, specification);

    /// <summary>Writes this text as <c>package.json</c> instead of the manifest: for duplicate keys and broken files.</summary>
    public NpmPackageBuilder ManifestText(string text)
    {
        _manifestText = text;
        return this;
    }

    /// <summary>Another name for the top folder than <c>package</c>.</summary>
    public NpmPackageBuilder Top(string folder)
    {
        _top = folder;
        return this;
    }

    /// <summary>The tarball. A package without files gets an <c>index.js</c> that exports its name.</summary>
    public byte[] Build()
    {
        var files = new List<(string, byte[], bool)>
        {
            ($"{_top}/package.json", System.Text.Encoding.UTF8.GetBytes(_manifestText ?? Manifest.ToJsonString(Indented)), false),
        };
        files.AddRange(_files.All.Select(file => ($"{_top}/{file.Path}", file.Content, file.IsExecutable)));
        if (_files.All.Count == 0)
        {
            files.Add(($"{_top}/index.js", System.Text.Encoding.UTF8.GetBytes($"module.exports = {JsonSerializer.Serialize(name)};\n"), false));
        }

        return TarGz.Write(files, TarEntryFormat.Ustar);
    }

    private NpmPackageBuilder In(string group, string key, string value)
    {
        if (Manifest[group] is not JsonObject members)
        {
            Manifest[group] = members = [];
        }

        members[key] = value;
        return this;
    }
}
