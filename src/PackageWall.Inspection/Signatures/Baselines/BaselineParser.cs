using PackageWall.Packages;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace PackageWall.Inspection.Signatures.Baselines;

/// <summary>Reads <c>baselines/&lt;ecosystem&gt;.yaml</c>. Errors are collected with their lines, like those of rules.</summary>
internal static class BaselineParser
{
    private const int HashLength = 64;

    /// <summary>Reads the pins of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="rules">The rules that pins may speak of, by id; null for a draft, in which reasons may be missing too.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static IReadOnlyList<Pin> Parse(SignatureFile file, IReadOnlyDictionary<string, Rule>? rules, List<SignatureError> errors)
    {
        if (!EcosystemNames.TryParse(Path.GetFileNameWithoutExtension(file.Path), out Ecosystem ecosystem))
        {
            errors.Add(new SignatureError(file.Path, 1, "A file of baselines is named for its ecosystem: npm.yaml, pypi.yaml or nuget.yaml."));
            return [];
        }

        try
        {
            YamlStream stream = [];
            stream.Load(new StringReader(file.Text));
            switch (stream.Documents)
            {
                case []:
                    return [];
                case [{ RootNode: YamlMappingNode root }]:
                    YamlMap map = new(file.Path, root, errors);
                    IReadOnlyList<Pin> pins = Pins(map, ecosystem, rules);
                    map.NothingElse();
                    return pins;
                default:
                    errors.Add(new SignatureError(file.Path, 1, "Baselines are one YAML mapping with 'pins'."));
                    return [];
            }
        }
        catch (YamlException exception)
        {
            errors.Add(new SignatureError(file.Path, (int)exception.Start.Line, exception.Message));
            return [];
        }
    }

    private static List<Pin> Pins(YamlMap root, Ecosystem ecosystem, IReadOnlyDictionary<string, Rule>? rules)
    {
        List<Pin> pins = [];
        HashSet<(string, string, string)> known = [];
        foreach (YamlMap map in root.Maps("pins"))
        {
            Pin pin = new(
                ecosystem,
                BaselineSet.Normalised(ecosystem, map.Text("package")),
                map.Text("rule"),
                map.Text("evidence"),
                map.Text("seen"),
                (map.OptionalText("why") ?? "").Trim());
            if (pin.Evidence.Length != HashLength || !pin.Evidence.All(char.IsAsciiHexDigitLower))
            {
                map.Wrong(map.LineOf("evidence"), $"'evidence' must be the hash that the command wrote, {HashLength} lower-case hex digits.");
            }

            if (!known.Add((pin.Package, pin.Rule, pin.Evidence)))
            {
                map.Wrong(map.Line, $"This evidence of {pin.Package} is pinned for '{pin.Rule}' already.");
            }

            if (rules is not null)
            {
                Check(pin, map, rules);
            }

            map.NothingElse();
            pins.Add(pin);
        }

        return pins;
    }

    private static void Check(Pin pin, YamlMap map, IReadOnlyDictionary<string, Rule> rules)
    {
        if (pin.Why.Length == 0)
        {
            map.Wrong(map.LineOf("why"), "'why' is empty: nothing is pinned without the reason of somebody who read it.");
        }

        if (!rules.TryGetValue(pin.Rule, out Rule? rule))
        {
            map.Wrong(map.LineOf("rule"), $"There is no rule '{pin.Rule}'.");
        }
        else if (!rule.IsPinnable)
        {
            map.Wrong(map.LineOf("rule"), $"Findings of '{pin.Rule}' may never be pinned.");
        }
    }
}
