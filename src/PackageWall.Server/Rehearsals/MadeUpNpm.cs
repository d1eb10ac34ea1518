using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;

namespace PackageWall.Server.Rehearsals;

/// <summary>A made-up npm registry: full packuments and tarballs.</summary>
internal sealed class MadeUpNpm
{
    private readonly ConcurrentDictionary<(int Number, string Version), byte[]> _tarballs = new();

    /// <summary>A file, by its path below the registry's address; null when there is none.</summary>
    public MadeUpFile? Find(ReadOnlySpan<string> path) => path switch
    {
        [var name] when MadeUpNames.Number(name) is { } number => MadeUpFile.Json(Packument(name, number)),
        [var name, "-", var file] when MadeUpNames.Number(name) is { } number => MadeUpFile.Archive(Tarball(number, MadeUpNames.Packed(file))),
        _ => null,
    };

    /// <summary>The name of a version's tarball.</summary>
    public static string FileName(string name, string version) => $"{name}-{version}.tgz";

    private byte[] Tarball(int number, string version) => _tarballs.GetOrAdd((number, version), package => Pack(package.Number, package.Version));

    private byte[] Packument(string name, int number)
    {
        string[] versions = [.. MadeUpNames.All(number)];
        var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("_id", name);
            json.WriteString("name", name);
            json.WriteStartObject("dist-tags");
            json.WriteString("latest", versions[^1]);
            json.WriteEndObject();
            json.WriteStartObject("versions");
            foreach (string version in versions)
            {
                WriteVersion(json, name, version, Tarball(number, MadeUpNames.Packed(version)));
            }

            json.WriteEndObject();
            json.WriteStartObject("time");
            json.WriteString("created", MadeUpNames.Published(versions[0]));
            json.WriteString("modified", MadeUpNames.Published(versions[^1]));
            foreach (string version in versions)
            {
                json.WriteString(version, MadeUpNames.Published(version));
            }

            json.WriteEndObject();
            json.WriteString("readme", "# A package\n\nMade up, and of \"no\" use.\n");
            json.WriteString("license", "MIT");
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static void WriteVersion(Utf8JsonWriter json, string name, string version, byte[] tarball)
    {
        json.WriteStartObject(version);
        json.WriteString("name", name);
        json.WriteString("version", version);
        json.WriteString("description", "Made up.");
        json.WriteString("main", "index.js");
        json.WriteString("license", "MIT");
        json.WriteStartObject("scripts");
        json.WriteString("test", "node test.js");
        json.WriteEndObject();
        json.WriteStartObject("dependencies");
        json.WriteString(MadeUpNames.Name(0), "^1.0.0");
        json.WriteString(MadeUpNames.Name(1), ">=1.2.0 <2");
        json.WriteEndObject();
        json.WriteStartObject("devDependencies");
        json.WriteString(MadeUpNames.Name(2), "*");
        json.WriteEndObject();
        json.WriteStartObject("engines");
        json.WriteString("node", ">=18");
        json.WriteEndObject();
        json.WriteStartObject("dist");
        json.WriteString("integrity", "sha512-" + Convert.ToBase64String(SHA512.HashData(tarball)));
#pragma warning disable CA5350 // Registries state it beside the strong one.
        json.WriteString("shasum", Convert.ToHexStringLower(SHA1.HashData(tarball)));
#pragma warning restore CA5350
        json.WriteString("tarball", new Uri(MadeUpRegistry.Npm, $"{name}/-/{FileName(name, version)}").AbsoluteUri);
        json.WriteNumber("fileCount", 6);
        json.WriteNumber("unpackedSize", 4096);
        json.WriteStartArray("signatures");
        json.WriteStartObject();
        json.WriteString("keyid", "SHA256:made-up");
        json.WriteString("sig", "bm9uZQ==");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("_npmUser");
        json.WriteString("name", "nobody");
        json.WriteString("email", "nobody@people.invalid");
        json.WriteEndObject();
        json.WriteString("_nodeVersion", "20.0.0");
        json.WriteEndObject();
    }

    private static byte[] Pack(int number, string version)
    {
        string name = MadeUpNames.Name(number);
        return MadeUpArchives.Tarball(
        [
            MadeUpArchives.Text("package/package.json", $$"""{"name":"{{name}}","version":"{{version}}","main":"index.js","types":"index.d.ts","bin":{"{{name}}":"bin.js"},"scripts":{"test":"node test.js"},"license":"MIT"}"""),
            MadeUpArchives.Text("package/index.js", MadeUpScripts.Export(number)),
            MadeUpArchives.Text("package/lib/reader.js", MadeUpScripts.Reader(number)),
            MadeUpArchives.Text("package/bin.js", MadeUpScripts.Command(number)),
            MadeUpArchives.Text("package/index.d.ts", "export declare function join(items: readonly string[]): string;\n"),
            MadeUpArchives.Text("package/README.md", $"# {name}\n\nMade up, and of no use.\n"),
        ]);
    }
}
