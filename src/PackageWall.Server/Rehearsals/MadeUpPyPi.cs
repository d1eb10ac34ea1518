using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace PackageWall.Server.Rehearsals;

/// <summary>A made-up Python index: project pages in JSON, and wheels.</summary>
internal sealed class MadeUpPyPi
{
    private const string ContentType = "application/vnd.pypi.simple.v1+json";

    private readonly ConcurrentDictionary<(int Number, string Version), byte[]> _wheels = new();

    /// <summary>A file, by its path below the index's address; null when there is none.</summary>
    public MadeUpFile? Find(ReadOnlySpan<string> path) => path switch
    {
        ["simple", var name, ""] when MadeUpNames.Number(name) is { } number => MadeUpFile.Json(Page(name, number), ContentType),
        ["files", var name, var file] when MadeUpNames.Number(name) is { } number => MadeUpFile.Archive(Wheel(number, MadeUpNames.Packed(file))),
        _ => null,
    };

    /// <summary>The name of a version's wheel.</summary>
    public static string FileName(string name, string version) => $"{Module(name)}-{version}-py3-none-any.whl";

    private byte[] Wheel(int number, string version) => _wheels.GetOrAdd((number, version), package => Pack(package.Number, package.Version));

    private static string Module(string name) => name.Replace('-', '_');

    private byte[] Page(string name, int number)
    {
        var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteStartObject("meta");
            json.WriteString("api-version", "1.1");
            json.WriteEndObject();
            json.WriteString("name", name);
            json.WriteStartArray("files");
            foreach (string version in MadeUpNames.All(number))
            {
                byte[] wheel = Wheel(number, MadeUpNames.Packed(version));
                json.WriteStartObject();
                json.WriteString("filename", FileName(name, version));
                json.WriteString("url", new Uri(MadeUpRegistry.PyPiSimple, $"../files/{name}/{FileName(name, version)}").AbsoluteUri);
                json.WriteStartObject("hashes");
                json.WriteString("sha256", Convert.ToHexStringLower(SHA256.HashData(wheel)));
                json.WriteEndObject();
                json.WriteString("requires-python", ">=3.9");
                json.WriteNumber("size", wheel.Length);
                json.WriteString("upload-time", MadeUpNames.Published(version));
                json.WriteBoolean("yanked", false);
                json.WriteBoolean("core-metadata", true);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("versions");
            foreach (string version in MadeUpNames.All(number))
            {
                json.WriteStringValue(version);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static byte[] Pack(int number, string version)
    {
        string name = MadeUpNames.Name(number);
        string module = Module(name);
        string info = $"{module}-{version}.dist-info";
        List<(string Path, byte[] Content)> files =
        [
            MadeUpArchives.Text($"{module}/__init__.py", MadeUpScripts.Module(number)),
            MadeUpArchives.Text($"{module}/words.json", "{\"words\": [\"made\", \"up\"]}\n"),
            MadeUpArchives.Text($"{info}/METADATA", $"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\nSummary: Made up.\nRequires-Python: >=3.9\n"),
            MadeUpArchives.Text($"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: made-up\nRoot-Is-Purelib: true\nTag: py3-none-any\n"),
        ];
        var record = new StringBuilder();
        foreach ((string path, byte[] content) in files)
        {
            record.Append(CultureInfo.InvariantCulture, $"{path},sha256={Base64Url.EncodeToString(SHA256.HashData(content))},{content.Length}\n");
        }

        files.Add(MadeUpArchives.Text($"{info}/RECORD", record.Append(CultureInfo.InvariantCulture, $"{info}/RECORD,,\n").ToString()));
        return MadeUpArchives.Zip(files);
    }
}
