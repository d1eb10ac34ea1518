using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using PackageWall.Packages;
using PackageWall.Testing.Packages;

namespace PackageWall.Benchmarks.Load;

/// <summary>
/// One of any number of packages that look like packages: everything of it follows from its number, so that whoever fills a database and
/// whoever plays the registry need not tell each other anything.
/// </summary>
internal sealed class LoadPackage(int number)
{
    /// <summary>Versions of a package, about what an ordinary tree has.</summary>
    public const int VersionsEach = 30;

    /// <summary>The packages that are asked for. Only these have bytes; the others are there to be many.</summary>
    public const int Asked = 32;

    private static readonly DateTimeOffset First = new(2021, 3, 1, 9, 30, 0, TimeSpan.Zero);
    private readonly byte[]?[] _tarballs = new byte[]?[VersionsEach];
    private byte[]? _packument;

    public string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"load-{number:d6}");

    public PackageName PackageName => PackageName.Parse(Ecosystem.Npm, Name);

    public bool IsAsked => number < Asked;

    public static string Version(int index) => string.Create(CultureInfo.InvariantCulture, $"{1 + (index / 10)}.{index % 10}.0");

    public string FileName(int index) => $"{Name}-{Version(index)}.tgz";

    public DateTimeOffset PublishedAt(int index) => First.AddDays(index * 30).AddMinutes(number % 10_000);

    /// <summary>A stand-in for the hash of bytes that there are not.</summary>
    public string Sha256Of(int index) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(FileName(index))));

    /// <summary>The bytes: some 20 kB packed, the same each time.</summary>
    public byte[] Tarball(int index) => _tarballs[index] ??= Build(index);

    /// <summary>The packument as the registry at that address serves it.</summary>
    public byte[] Packument(Uri registry) => _packument ??= Encoding.UTF8.GetBytes(Document(registry).ToJsonString());

    private byte[] Build(int index)
    {
        var random = new Random((number * 1000) + index);
        var code = new StringBuilder();
        for (int line = 0; line < 900; line++)
        {
            code.Append(CultureInfo.InvariantCulture, $"exports.f{line} = function (a) {{ return a + {random.Next()}; }};\n");
        }

        return new NpmPackageBuilder(Name, Version(index)).File("index.js", code.ToString()).Build();
    }

    private JsonObject Document(Uri registry)
    {
        var versions = new JsonObject();
        var time = new JsonObject { ["created"] = Text(PublishedAt(0)), ["modified"] = Text(PublishedAt(VersionsEach - 1)) };
        for (int index = 0; index < VersionsEach; index++)
        {
            byte[] hash = IsAsked ? SHA512.HashData(Tarball(index)) : SHA512.HashData(Encoding.UTF8.GetBytes(FileName(index)));
            versions[Version(index)] = new JsonObject
            {
                ["name"] = Name,
                ["version"] = Version(index),
                ["description"] = "A package to measure with.",
                ["license"] = "MIT",
                ["main"] = "index.js",
                ["dependencies"] = new JsonObject { ["load-000001"] = "^1.0.0", ["load-000002"] = "^2.1.0" },
                ["dist"] = new JsonObject
                {
                    ["integrity"] = "sha512-" + Convert.ToBase64String(hash),
                    ["tarball"] = $"{registry}{Name}/-/{FileName(index)}",
                    ["fileCount"] = 2,
                    ["unpackedSize"] = 51_200,
                },
            };
            time[Version(index)] = Text(PublishedAt(index));
        }

        return new JsonObject
        {
            ["_id"] = Name,
            ["name"] = Name,
            ["dist-tags"] = new JsonObject { ["latest"] = Version(VersionsEach - 1) },
            ["versions"] = versions,
            ["time"] = time,
            ["readme"] = "# " + Name,
        };
    }

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
