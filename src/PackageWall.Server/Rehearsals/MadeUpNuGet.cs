using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using PackageWall.Packages;

namespace PackageWall.Server.Rehearsals;

/// <summary>A made-up NuGet source: service index, flat lists, registrations, catalog leaves and packages, half of them signed.</summary>
internal sealed class MadeUpNuGet : IDisposable
{
    private static readonly Uri Root = new(MadeUpRegistry.NuGetIndex, ".");

    private readonly ConcurrentDictionary<(int Number, string Version), byte[]> _packages = new();
    private readonly Lazy<byte[]?> _assembly = new(Assembly);
    private readonly Lazy<MadeUpSigner> _signer = new(() => new MadeUpSigner());

    /// <summary>A file, by its path below the source's address; null when there is none.</summary>
    public MadeUpFile? Find(ReadOnlySpan<string> path) => path switch
    {
        ["index.json"] => MadeUpFile.Json(Write(WriteIndex)),
        ["flat", var id, "index.json"] when MadeUpNames.Number(id) is { } number => MadeUpFile.Json(Write(json => WriteList(json, number))),
        ["flat", var id, var version, _] when MadeUpNames.Number(id) is { } number => MadeUpFile.Archive(Package(number, MadeUpNames.Packed(version))),
        ["reg", var id, "index.json"] when MadeUpNames.Number(id) is { } number => MadeUpFile.Json(Write(json => WriteRegistration(json, id, number))),
        ["catalog", var id, var version] when MadeUpNames.Number(id) is { } number => MadeUpFile.Json(Write(json => WriteLeaf(json, id, version, number))),
        _ => null,
    };

    public void Dispose()
    {
        if (_signer.IsValueCreated)
        {
            _signer.Value.Dispose();
        }
    }

    private byte[] Package(int number, string version) => _packages.GetOrAdd((number, version), package => Pack(package.Number, package.Version));

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static void WriteIndex(Utf8JsonWriter json)
    {
        json.WriteString("version", "3.0.0");
        json.WriteStartArray("resources");
        foreach ((string type, string path) in ((string, string)[])[("PackageBaseAddress/3.0.0", "flat/"), ("RegistrationsBaseUrl/3.6.0", "reg/"), ("Catalog/3.0.0", "catalog/index.json")])
        {
            json.WriteStartObject();
            json.WriteString("@id", new Uri(Root, path).AbsoluteUri);
            json.WriteString("@type", type);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteList(Utf8JsonWriter json, int number)
    {
        json.WriteStartArray("versions");
        foreach (string version in MadeUpNames.All(number))
        {
            json.WriteStringValue(version);
        }

        json.WriteEndArray();
    }

    private static void WriteRegistration(Utf8JsonWriter json, string id, int number)
    {
        string[] versions = [.. MadeUpNames.All(number)];
        json.WriteNumber("count", 1);
        json.WriteStartArray("items");
        json.WriteStartObject();
        json.WriteString("@id", new Uri(Root, $"reg/{id}/index.json#page").AbsoluteUri);
        json.WriteNumber("count", versions.Length);
        json.WriteString("lower", versions[0]);
        json.WriteString("upper", versions[^1]);
        json.WriteStartArray("items");
        foreach (string version in versions)
        {
            WriteItem(json, id, version);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteItem(Utf8JsonWriter json, string id, string version)
    {
        string content = new Uri(Root, $"flat/{id}/{version}/{id}.{version}.nupkg").AbsoluteUri;
        json.WriteStartObject();
        json.WriteString("@id", new Uri(Root, $"reg/{id}/{version}.json").AbsoluteUri);
        json.WriteStartObject("catalogEntry");
        json.WriteString("@id", new Uri(Root, $"catalog/{id}/{version}").AbsoluteUri);
        json.WriteString("id", id);
        json.WriteString("version", version);
        json.WriteString("authors", "nobody");
        json.WriteString("description", "Made up.");
        json.WriteBoolean("listed", true);
        json.WriteString("published", MadeUpNames.Published(version));
        json.WriteString("packageContent", content);
        json.WriteStartArray("dependencyGroups");
        json.WriteStartObject();
        json.WriteString("targetFramework", ".NETStandard2.0");
        json.WriteStartArray("dependencies");
        json.WriteStartObject();
        json.WriteString("id", MadeUpNames.Name(0));
        json.WriteString("range", "[1.0.0, )");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteString("packageContent", content);
        json.WriteEndObject();
    }

    private void WriteLeaf(Utf8JsonWriter json, string id, string version, int number)
    {
        byte[] package = Package(number, MadeUpNames.Packed(version));
        json.WriteString("@id", new Uri(Root, $"catalog/{id}/{version}").AbsoluteUri);
        json.WriteString("id", id);
        json.WriteString("version", version);
        json.WriteString("created", MadeUpNames.Published(version));
        json.WriteString("published", MadeUpNames.Published(version));
        json.WriteBoolean("listed", true);
        json.WriteString("packageHash", Convert.ToBase64String(SHA512.HashData(package)));
        json.WriteString("packageHashAlgorithm", "SHA512");
        json.WriteNumber("packageSize", package.Length);
    }

    private byte[] Pack(int number, string version)
    {
        string id = MadeUpNames.Name(number);
        (string, byte[])[] files =
        [
            MadeUpArchives.Text($"{id}.nuspec", $"""
                <?xml version="1.0" encoding="utf-8"?>
                <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
                  <metadata>
                    <id>{id}</id>
                    <version>{version}</version>
                    <authors>nobody</authors>
                    <description>Made up.</description>
                    <dependencies><group targetFramework=".NETStandard2.0"><dependency id="{MadeUpNames.Name(0)}" version="1.0.0" /></group></dependencies>
                  </metadata>
                </package>
                """),
            MadeUpArchives.Text("[Content_Types].xml", """<?xml version="1.0" encoding="utf-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="nuspec" ContentType="application/octet" /><Default Extension="dll" ContentType="application/octet" /></Types>"""),
            MadeUpArchives.Text("README.md", $"# {id}\n"),
        ];
        return Sign(_assembly.Value is { } assembly ? [.. files, ($"lib/netstandard2.0/{id}.dll", assembly)] : files, number);
    }

    // Registries sign all that they have, half of it signed by its authors before. Here every other one is enough to be compiled: verifying
    // what leads to no known root takes longer than all the rest of a package.
    private byte[] Sign((string, byte[])[] files, int number)
    {
        byte[] package = MadeUpArchives.Zip(files);
        return number % 2 == 1 ? package : MadeUpArchives.Zip(files, (".signature.p7s", _signer.Value.Sign(package, hasAuthor: number % 4 == 0)));
    }

    // Code as packages have it, for the workers to read: this program's own smallest.
    private static byte[]? Assembly()
    {
        string file = Path.Combine(AppContext.BaseDirectory, typeof(PackageName).Assembly.GetName().Name + ".dll");
        return File.Exists(file) ? File.ReadAllBytes(file) : null;
    }
}
