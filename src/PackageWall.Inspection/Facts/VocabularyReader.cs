using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace PackageWall.Inspection.Facts;

/// <summary>Reads the files of the vocabulary and collects every error with its file and line, not only the first.</summary>
internal sealed class VocabularyReader
{
    private readonly VocabularyData _data = new();
    private readonly List<VocabularyError> _errors = [];
    private string _file = "";

    public static VocabularyData Read(IEnumerable<(string File, string Text)> files, out IReadOnlyList<VocabularyError> errors)
    {
        var reader = new VocabularyReader();
        foreach (var (file, text) in files.OrderBy(file => file.File, StringComparer.Ordinal))
        {
            reader.ReadFile(file, text);
        }

        errors = reader._errors;
        return reader._data;
    }

    private void ReadFile(string file, string text)
    {
        _file = file;
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException broken)
        {
            Error((int)broken.Start.Line, broken.Message);
            return;
        }

        if (stream.Documents.Count != 1 || stream.Documents[0].RootNode is not YamlMappingNode root)
        {
            Error(1, "One mapping is expected.");
            return;
        }

        var kind = (Get(root, "kind") as YamlScalarNode)?.Value;
        switch (kind)
        {
            case "places":
                Only(root, "kind", "facts");
                Facts(root, _data.Places);
                break;
            case "hosts":
                Only(root, "kind", "facts", "publish-paths", "publish-paths-when-sent", "executables");
                Facts(root, _data.Hosts);
                _data.PublishPaths.AddRange(Texts(Get(root, "publish-paths")));
                _data.SentPublishPaths.AddRange(Texts(Get(root, "publish-paths-when-sent")));
                _data.Executables.AddRange(Texts(Get(root, "executables")));
                break;
            case "commands":
                Only(root, "kind", "facts", "unattended", "interpreters", "system", "program-suffixes", "siblings");
                _data.SystemCommands.UnionWith(Texts(Get(root, "system")));
                _data.ProgramSuffixes.UnionWith(Texts(Get(root, "program-suffixes")));
                _data.Siblings.AddRange(Pairs(Get(root, "siblings")).Select(pair => (HashSet<string>)[pair.Key, .. Texts(pair.Value)]));
                Facts(root, _data.Commands);
                _data.Unattended.AddRange(Texts(Get(root, "unattended")));
                Interpreters(Get(root, "interpreters"));
                break;
            case "variables":
                Only(root, "kind", "secret", "except", "folders", "gates", "lexicon", "credentials", "wallet-secrets", "wallet-words", "openers");
                Variables(root);
                break;
            case "indicators":
                Only(root, "kind", "hosts", "files", "packages");
                _data.Hosts.AddRange(Texts(Get(root, "hosts")).Select(host => ("indicator.host", host)));
                _data.IndicatorFiles.UnionWith(Texts(Get(root, "files")));
                _data.IndicatorPackages.UnionWith(Texts(Get(root, "packages")));
                break;
            case "apis":
                Only(root, "kind", "language", "calls", "reads", "names", "values", "same", "members", "bases");
                Apis(root);
                break;
            default:
                Error(1, $"kind '{kind}' is not one of places, hosts, commands, variables, indicators, apis.");
                break;
        }
    }

    private void Variables(YamlMappingNode root)
    {
        _data.SecretVariables.AddRange(Texts(Get(root, "secret")));
        _data.HarmlessVariables.AddRange(Texts(Get(root, "except")));
        _data.Lexicon.AddRange(Texts(Get(root, "lexicon")));
        _data.Credentials.AddRange(Texts(Get(root, "credentials")));
        _data.WalletSecrets.AddRange(Texts(Get(root, "wallet-secrets")));
        _data.WalletWords.AddRange(Texts(Get(root, "wallet-words")));
        _data.Openers.AddRange(Texts(Get(root, "openers")));
        foreach (var (key, value) in Pairs(Get(root, "folders")))
        {
            _data.Folders[key] = Text(value);
        }

        foreach (var (fact, names) in Pairs(Get(root, "gates")))
        {
            foreach (var name in Texts(names))
            {
                _data.Gates[name] = fact;
            }
        }
    }

    private void Interpreters(YamlNode? node)
    {
        foreach (var (program, settings) in Pairs(node))
        {
            if (settings is YamlMappingNode map && Get(map, "language") is { } language && Get(map, "flags") is { } flags)
            {
                _data.Interpreters[program] = new([.. Texts(flags)], Text(language));
            }
            else
            {
                Error((int)settings.Start.Line, $"{program}: flags and language are expected.");
            }
        }
    }

    private void Apis(YamlMappingNode root)
    {
        var language = Get(root, "language") is { } name ? Text(name) : "";
        if (language.Length == 0)
        {
            Error(1, "language is missing.");
        }

        var tree = new ApiNode("");
        Effects(Get(root, "calls"), (path, effect) => tree.Make(path).Calls.Add(effect));
        Effects(Get(root, "reads"), (path, effect) => tree.Make(path).Reads.Add(effect));
        foreach (var path in Texts(Get(root, "names")))
        {
            tree.Make(path);
        }

        foreach (var (path, value) in Pairs(Get(root, "values")))
        {
            tree.Make(path).Text = Text(value);
        }

        // An alias of an alias is looked up after all are made: the order in the file does not matter.
        foreach (var (path, other) in Pairs(Get(root, "same")))
        {
            var target = Text(other);
            var node = tree.Make(path);
            node.Same = target.Length == 0 ? tree : tree.Make(target);
            if (ReferenceEquals(node.Same, node))
            {
                node.Same = null;
            }
        }

        var members = new Dictionary<string, ApiNode>(StringComparer.Ordinal);
        var bases = Texts(Get(root, "bases")).Select(path => (path, tree.Make(path))).ToList();
        foreach (var member in Texts(Get(root, "members")))
        {
            if (bases.Select(from => from.Item2.Child(member)).FirstOrDefault(node => node is not null) is { } found)
            {
                members[member] = found;
            }
            else
            {
                Error(1, $"member '{member}' is in none of the bases.");
            }
        }

        _data.Apis[language] = new(tree, members);
    }

    private void Effects(YamlNode? node, Action<string, ApiEffect> add)
    {
        foreach (var (words, paths) in Pairs(node))
        {
            if (ApiEffect.Parse(words) is not { } effect)
            {
                Error((int)paths.Start.Line, $"'{words}' is no effect.");
                continue;
            }

            foreach (var path in Texts(paths))
            {
                add(path, effect);
            }
        }
    }

    private void Facts(YamlMappingNode root, List<(string, string)> into)
    {
        foreach (var (fact, patterns) in Pairs(Get(root, "facts")))
        {
            into.AddRange(Texts(patterns).Select(pattern => (fact, pattern)));
        }
    }

    private void Only(YamlMappingNode root, params string[] known)
    {
        foreach (var (key, _) in root.Children)
        {
            if (!known.Contains(Text(key)))
            {
                Error((int)key.Start.Line, $"'{Text(key)}' is not known here; known are {string.Join(", ", known)}.");
            }
        }
    }

    private static YamlNode? Get(YamlMappingNode map, string key) =>
        map.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;

    private IEnumerable<(string Key, YamlNode Value)> Pairs(YamlNode? node)
    {
        if (node is YamlMappingNode map)
        {
            foreach (var (key, value) in map.Children)
            {
                yield return (Text(key), value);
            }
        }
        else if (node is not null)
        {
            Error((int)node.Start.Line, "A mapping is expected.");
        }
    }

    private IEnumerable<string> Texts(YamlNode? node)
    {
        if (node is YamlSequenceNode list)
        {
            foreach (var item in list.Children)
            {
                var text = Text(item);
                if (text.Length == 0)
                {
                    Error((int)item.Start.Line, "An empty entry.");
                }
                else
                {
                    yield return text;
                }
            }
        }
        else if (node is not null)
        {
            Error((int)node.Start.Line, "A list is expected.");
        }
    }

    private string Text(YamlNode node)
    {
        if (node is YamlScalarNode { Value: { } value })
        {
            return value;
        }

        Error((int)node.Start.Line, "A text is expected.");
        return "";
    }

    private void Error(int line, string message) => _errors.Add(new(_file, line, message));
}
