using PackageWall.Inspection.Reports;
using PackageWall.Packages;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace PackageWall.Inspection.Signatures;

/// <summary>Reads the file of one rule. Errors are collected, so that somebody who writes a rule sees all of them at once.</summary>
internal sealed class RuleParser
{
    private readonly string _file;
    private readonly List<SignatureError> _errors;

    private RuleParser(string file, List<SignatureError> errors) => (_file, _errors) = (file, errors);

    /// <summary>Reads a rule; null when anything in it is wrong.</summary>
    public static Rule? Parse(SignatureFile file, List<SignatureError> errors)
    {
        int before = errors.Count;
        Rule? rule = null;
        try
        {
            YamlStream stream = [];
            stream.Load(new StringReader(file.Text));
            if (stream.Documents is [{ RootNode: YamlMappingNode root }])
            {
                rule = new RuleParser(file.Path, errors).Rule(new YamlMap(file.Path, root, errors));
            }
            else
            {
                errors.Add(new SignatureError(file.Path, 1, "A rule is one YAML mapping."));
            }
        }
        catch (YamlException exception)
        {
            errors.Add(new SignatureError(file.Path, (int)exception.Start.Line, exception.Message));
        }

        return errors.Count == before ? rule : null;
    }

    private Rule Rule(YamlMap map)
    {
        string id = map.Text("id");
        string expected = Path.GetFileNameWithoutExtension(_file);
        if (id != expected)
        {
            map.Wrong(map.LineOf("id"), $"'id' must be the name of the file, '{expected}'.");
        }

        (ContextSet contexts, RuleScope within, Condition when) = When(map);
        (IReadOnlyList<RuleSample> malicious, IReadOnlyList<RuleSample> benign) = SampleParser.Parse(map);
        Rule rule = new()
        {
            Id = id,
            Title = map.Text("title"),
            Verdict = VerdictOf(map, "verdict", ["malicious", "suspicious", "note"]),
            Refs = map.Texts("refs"),
            Ecosystems = Ecosystems(map),
            Contexts = contexts,
            Within = within,
            When = when,
            IsPinnable = map.Flag("pinnable") ?? true,
            Says = map.Text("says"),
            Why = map.Text("why"),
            References = map.Texts("references"),
            Malicious = malicious,
            Benign = benign,
        };
        foreach (string wrong in Sentence.UnknownPlaces(rule.Says))
        {
            map.Wrong(map.LineOf("says"), $"'{{{wrong}}}' is not a place; known are {string.Join(", ", Sentence.Places.Select(place => $"{{{place}}}"))}.");
        }

        map.NothingElse();
        return rule;
    }

    /// <summary>Reads a verdict in the words of rules, where a note stands for clean.</summary>
    internal static Verdict VerdictOf(YamlMap map, string key, IReadOnlyList<string> allowed)
    {
        string text = map.Text(key);
        if (!allowed.Contains(text))
        {
            map.Wrong(map.LineOf(key), $"'{key}' must be one of {string.Join(", ", allowed)}.");
        }

        return text switch
        {
            "malicious" => Verdict.Malicious,
            "suspicious" => Verdict.Suspicious,
            "inconclusive" => Verdict.Inconclusive,
            _ => Verdict.Clean,
        };
    }

    private static List<Ecosystem> Ecosystems(YamlMap map)
    {
        List<Ecosystem> ecosystems = [];
        foreach (string name in map.Texts("ecosystem"))
        {
            if (EcosystemNames.TryParse(name, out Ecosystem ecosystem))
            {
                ecosystems.Add(ecosystem);
            }
            else
            {
                map.Wrong(map.LineOf("ecosystem"), $"'{name}' is not an ecosystem; known are npm, pypi, nuget.");
            }
        }

        return ecosystems;
    }

    private static (ContextSet Contexts, RuleScope Within, Condition When) When(YamlMap rule)
    {
        if (rule.Map("when") is not { } map)
        {
            rule.Wrong(rule.LineOf("when"), "'when' is missing.");
            return (ContextSet.Live, RuleScope.Component, new AnyCondition([]));
        }

        ContextSet contexts = ConditionParser.Contexts(map) ?? ContextSet.Live;
        RuleScope within = map.OptionalText("within") switch
        {
            "line" => RuleScope.Line,
            "unit" => RuleScope.Unit,
            "file" => RuleScope.File,
            "near" => RuleScope.Near,
            "component" or null => RuleScope.Component,
            "package" => RuleScope.Package,
            var other => Wrong(other),
        };
        Condition when = ConditionParser.Parse(map);
        map.NothingElse();
        return (contexts, within, when);

        RuleScope Wrong(string other)
        {
            map.Wrong(map.LineOf("within"), $"'{other}' is not a scope; known are line, unit, file, near, component, package.");
            return RuleScope.Component;
        }
    }
}
