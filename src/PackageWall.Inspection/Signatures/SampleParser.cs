using System.Text;
using PackageWall.Inspection.Reports;
using PackageWall.Packages;

namespace PackageWall.Inspection.Signatures;

/// <summary>
/// Reads the samples of a rule. A sample is a mapping with <c>files</c>, or the list of samples is itself the list of files of a single
/// one. A file has <c>text</c> or <c>base64</c>, and <c>times</c> repeats it.
/// </summary>
internal static class SampleParser
{
    private const int MostTimes = 1_000_000;

    /// <summary>Reads what must and what must not match; both must be there.</summary>
    public static (IReadOnlyList<RuleSample> Malicious, IReadOnlyList<RuleSample> Benign) Parse(YamlMap rule)
    {
        if (rule.Map("samples") is not { } map)
        {
            rule.Wrong(rule.LineOf("samples"), "'samples' is missing: a rule shows at least one malicious and one benign package.");
            return ([], []);
        }

        IReadOnlyList<RuleSample> malicious = Samples(map, "malicious");
        IReadOnlyList<RuleSample> benign = Samples(map, "benign");
        map.NothingElse();
        return (malicious, benign);
    }

    private static List<RuleSample> Samples(YamlMap map, string key)
    {
        IReadOnlyList<YamlMap> items = map.Maps(key);
        List<RuleSample> samples = [];
        if (items.Count > 0 && items.All(item => item.Has("file")))
        {
            samples.Add(Sample(items[0], [.. items.Select(File)], [], null));
            foreach (YamlMap item in items)
            {
                item.NothingElse();
            }
        }
        else
        {
            foreach (YamlMap item in items)
            {
                samples.Add(Sample(item, Files(item, "files"), Files(item, "earlier"), item));
                item.NothingElse();
            }
        }

        if (samples.Count == 0 || samples.Any(sample => sample.Files.Count == 0))
        {
            map.Wrong(map.LineOf(key), $"'{key}' needs a sample with files.");
        }

        return samples;
    }

    private static List<SampleFile> Files(YamlMap map, string key)
    {
        List<SampleFile> files = [];
        foreach (YamlMap file in map.Maps(key))
        {
            files.Add(File(file));
            file.NothingElse();
        }

        return files;
    }

    private static SampleFile File(YamlMap map)
    {
        string path = map.Text("file");
        int times = Math.Min(map.Number("times", 1), MostTimes);
        byte[] once = [];
        if (map.OptionalText("base64") is { } base64)
        {
            try
            {
                once = Convert.FromBase64String(base64);
            }
            catch (FormatException)
            {
                map.Wrong(map.LineOf("base64"), "'base64' is not base64.");
            }
        }
        else
        {
            once = Encoding.UTF8.GetBytes(map.OptionalText("text") ?? "");
        }

        byte[] content = new byte[once.Length * times];
        for (int time = 0; time < times; time++)
        {
            once.CopyTo(content, time * once.Length);
        }

        return new SampleFile(path, content);
    }

    private static RuleSample Sample(YamlMap at, IReadOnlyList<SampleFile> files, IReadOnlyList<SampleFile> earlier, YamlMap? map)
    {
        Ecosystem ecosystem = EcosystemOf(files);
        if (map?.OptionalText("ecosystem") is { } name && !EcosystemNames.TryParse(name, out ecosystem))
        {
            map.Wrong(map.LineOf("ecosystem"), $"'{name}' is not an ecosystem; known are npm, pypi, nuget.");
        }

        return new RuleSample
        {
            Line = at.Line,
            Ecosystem = ecosystem,
            FileName = map?.OptionalText("archive") ?? FileNameOf(ecosystem, files),
            Files = files,
            Earlier = earlier,
            Oddities = map?.Texts("oddities") ?? [],
            DoubtfulDependencies = map?.Texts("doubtful") ?? [],
            ExpectedName = map?.OptionalText("registry-name"),
            Verdict = map is not null && map.Has("verdict")
                ? RuleParser.VerdictOf(map, "verdict", ["malicious", "suspicious", "inconclusive", "clean"])
                : null,
        };
    }

    private static Ecosystem EcosystemOf(IReadOnlyList<SampleFile> files) =>
        files.Any(file => file.Path.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase)) ? Ecosystem.NuGet
        : files.Any(IsOfPython) ? Ecosystem.PyPi
        : Ecosystem.Npm;

    private static bool IsOfPython(SampleFile file) =>
        file.Path.EndsWith(".dist-info/METADATA", StringComparison.Ordinal) || file.Path.EndsWith("PKG-INFO", StringComparison.Ordinal);

    private static string FileNameOf(Ecosystem ecosystem, IReadOnlyList<SampleFile> files) => ecosystem switch
    {
        Ecosystem.NuGet => "sample.1.0.0.nupkg",
        Ecosystem.PyPi when files.Any(file => file.Path.EndsWith(".dist-info/METADATA", StringComparison.Ordinal)) => "sample-1.0.0-py3-none-any.whl",
        Ecosystem.PyPi => "sample-1.0.0.tar.gz",
        _ => "sample-1.0.0.tgz",
    };
}
