using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Layers;

namespace PackageWall.Inspection.Languages.DotNet;

/// <summary>
/// Turns what a method names into facts. What flows into what is not computed: everything that was read or decoded earlier in the
/// same method is taken to flow into what is sent or run later in it.
/// </summary>
internal sealed class MethodFacts(MetadataReader metadata, CallGraph graph, FactList list, ILiteralVocabulary vocabulary)
{
    private const int MaxValue = 2000;

    private readonly Dictionary<int, LiteralFact> _literals = [];
    private readonly HashSet<string> _addresses = new(StringComparer.Ordinal);
    private readonly List<string> _recent = [];
    private readonly List<string> _sources = [];
    private readonly List<int> _nodes = [];
    private readonly List<(string Command, string Unit)> _commands = [];
    private readonly HostsOfTypes _hosts = new();
    private int _node;
    private string? _name;
    private bool _readsClock;

    /// <summary>The nodes of the methods that have facts.</summary>
    public IReadOnlyList<int> Nodes => _nodes;

    /// <summary>The nodes of those that name places of secrets.</summary>
    public HashSet<int> Places { get; } = [];

    /// <summary>The nodes of those that use the network.</summary>
    public HashSet<int> Connections { get; } = [];

    /// <summary>Says where the secrets of callers go, where a method sends them to an address that its type keeps. Once all methods were seen.</summary>
    public void Settle()
    {
        foreach (Fact fact in list.Settle(_hosts))
        {
            if (_addresses.Contains(fact.Value!))
            {
                list.Add("network.disguised", 0, fact.Evidence, fact.Value, fact.Unit, fact.From);
            }
        }
    }

    /// <summary>Command lines of started programs, to be read as shell.</summary>
    public IReadOnlyList<(string Command, string Unit)> Commands => _commands;

    private string Unit => _name ??= graph.Name(_node);

    public void Begin(int node)
    {
        (_node, _name) = (node, null);
        _recent.Clear();
        _sources.Clear();
        _readsClock = false;
    }

    public void Literal(int token)
    {
        LiteralFact literal = Look(token);
        if (literal.Text.Length > 0)
        {
            _recent.Add(literal.Text);
        }

        if (literal.Address is not null)
        {
            _recent.Add(literal.Address);
        }

        if ((literal.Address ?? literal.Text) is { } address && address.Contains("://", StringComparison.Ordinal) && !address.Contains(' ', StringComparison.Ordinal))
        {
            _hosts.Add(Unit, address);
        }

        foreach (string fact in literal.Facts)
        {
            Add(fact, $"\"{literal.Text}\"", literal.Text);
        }
    }

    /// <summary>Whether a string makes a fact by itself.</summary>
    public bool IsTelling(int token) => Look(token) is { Facts.Count: > 0 } or { Address: not null };

    public void Use(Member member)
    {
        if (member.Role == MemberRole.Clock)
        {
            _readsClock = true;
        }
        else if (member.Role == MemberRole.Date && _readsClock)
        {
            Add("gate.date", "The clock is compared with a date", null);
        }
        else if (member.Role == MemberRole.Random)
        {
            Add("gate.random", $"{Unit} calls System.Random.{member.Name}()", null);
        }

        if (member.Fact is not null)
        {
            Use(member.Fact, member.Type, member.Name);
        }
    }

    /// <summary>Something of the caller's was loaded that is a secret by its name: whatever is sent later in the method may hold it.</summary>
    public void Secret(string? fact)
    {
        if (fact is not null)
        {
            _sources.Add(fact);
        }
    }

    /// <summary>What was loaded has become a signature or a hash.</summary>
    public void Prove() => _sources.RemoveAll(IsOfCaller);

    public void Import(MethodDefinition method)
    {
        MethodImport import = method.GetImport();
        string function = metadata.GetString(import.Name.IsNil ? method.Name : import.Name);
        string module = import.Module.IsNil ? "" : metadata.GetString(metadata.GetModuleReference(import.Module).Name);
        Add("dotnet.pinvoke", $"{module}!{function}", $"{module}!{function}");
        if (NativeImports.Find(function) is { } fact)
        {
            Add(fact, $"{module}!{function}", function);
        }
    }

    private static bool IsSource(string fact) =>
        fact.StartsWith("read.", StringComparison.Ordinal) || fact.StartsWith("decode", StringComparison.Ordinal) || fact == "network.fetch";

    private static bool IsOfCaller(string fact) => fact.StartsWith("read.parameter.", StringComparison.Ordinal);

    private static bool IsSink(string fact) =>
        fact.StartsWith("execute.", StringComparison.Ordinal) || fact is "network.send" or "network.disguised" or "network.socket" or "network.mail" or "network.dns" or "write.file";

    private void Use(string fact, string type, string name)
    {
        string evidence = $"{Unit} calls {type}.{name}({string.Join(", ", _recent.TakeLast(3).Select(text => $"\"{text}\""))})";
        string? value = fact switch
        {
            "read.env" => _recent.LastOrDefault(),
            "execute.process" or "execute.interpreter" or "execute.code" => string.Join(' ', _recent.TakeLast(8)),
            "network.fetch" or "network.send" or "network.connect" => _recent.LastOrDefault(text => text.Contains("://", StringComparison.Ordinal)),
            "read.file" or "write.file" or "delete" or "read.files" or "execute.assembly" => _recent.LastOrDefault(),
            "write.registry" => _recent.Find(text => text.Contains("CurrentVersion\\Run", StringComparison.OrdinalIgnoreCase)),
            _ => $"{type}.{name}",
        };
        string made = fact == "read.env" && value is not null && vocabulary.IsSecretVariable(value) ? "read.env.secret" : fact;
        if (fact == "write.registry")
        {
            if (value is null)
            {
                return;
            }

            made = "persist.registry";
        }

        if (made == "execute.process" && !string.IsNullOrWhiteSpace(value))
        {
            _commands.Add((value, Unit));
        }

        Add(made, evidence, value is { Length: > MaxValue } ? value[..MaxValue] : value);
        if (value is not null && _addresses.Contains(value) && fact.StartsWith("network.", StringComparison.Ordinal))
        {
            Add("network.disguised", evidence, value);
        }
    }

    private void Add(string fact, string evidence, string? value)
    {
        list.Add(fact, 0, evidence, value, Unit, IsSink(fact) ? [.. _sources.Distinct(StringComparer.Ordinal)]
            : fact is "network.fetch" or "network.connect" ? [.. _sources.Where(IsOfCaller).Distinct(StringComparer.Ordinal)] : []);
        if (_nodes.Count == 0 || _nodes[^1] != _node)
        {
            _nodes.Add(_node);
        }

        if (fact.StartsWith("network.", StringComparison.Ordinal) && fact is not "network.host")
        {
            Connections.Add(_node);
        }
        else if (fact.StartsWith("read.secret.", StringComparison.Ordinal))
        {
            Places.Add(_node);
        }

        if (IsSource(fact))
        {
            _sources.Add(fact);
        }
    }

    private LiteralFact Look(int token)
    {
        if (_literals.TryGetValue(token, out LiteralFact? known))
        {
            return known;
        }

        string text = metadata.GetUserString(MetadataTokens.UserStringHandle(token & 0x00ff_ffff));
        var facts = new List<string>();
        if (text.Length is > 2 and < 4096)
        {
            if (vocabulary.Place(text) is { } place)
            {
                facts.Add(place);
            }

            if (AddressShape.Is(text) && vocabulary.Host(text) is { } host)
            {
                facts.Add(host);
            }

            if (text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            {
                facts.Add("network.host");
            }
        }

        string? address = DisguisedAddresses.Open(text);
        if (address is not null)
        {
            _addresses.Add(address);
        }

        LiteralFact literal = new(text.Length > MaxValue ? text[..MaxValue] : text, facts, address);
        _literals[token] = literal;
        return literal;
    }

    private sealed record LiteralFact(string Text, IReadOnlyList<string> Facts, string? Address);
}
