using System.Buffers;
using System.Collections.Concurrent;
using System.Reflection;
using PackageWall.Inspection.Languages.Outlines;

namespace PackageWall.Inspection.Facts;

/// <summary>
/// Which paths, variables, hosts, commands and calls make which fact: the files under <c>signatures/vocabulary</c>, compiled once.
/// Immutable and safe to share. The names of facts are listed in the README beside those files.
/// </summary>
internal sealed class Vocabulary
{
    private readonly PlacePatterns _places;
    private readonly HostPatterns _hosts;
    private readonly CommandPatterns _commands;
    private readonly VocabularyData _data;
    private readonly SearchValues<string> _walletWords;
    private readonly NameWords _secrets;
    private readonly NameWords _credentials;
    private readonly NameWords _walletSecrets;
    private readonly NameWords _openers;
    private readonly ConcurrentDictionary<string, EffectIndex> _effects = new(StringComparer.Ordinal);

    public Vocabulary(VocabularyData data)
    {
        _data = data;
        _places = new(data.Places);
        _hosts = new(data.Hosts);
        _commands = new(data.Commands);
        _walletWords = SearchValues.Create([.. data.WalletWords], StringComparison.OrdinalIgnoreCase);
        (_secrets, _credentials, _walletSecrets, _openers) = (new(data.Lexicon), new(data.Credentials), new(data.WalletSecrets), new(data.Openers));
        Unattended = [.. data.Unattended];
        Executables = [.. data.Executables];
    }

    /// <summary>The vocabulary built into the product. A mistake in it is a mistake of the build, so it does throw.</summary>
    public static Vocabulary Default { get; } = LoadBuiltIn();

    /// <summary>Programs that run code given on their command line, by name.</summary>
    public IReadOnlyDictionary<string, Interpreter> Interpreters => _data.Interpreters;

    /// <summary>Flags that let an AI tool act without asking.</summary>
    public IReadOnlyList<string> Unattended { get; }

    /// <summary>Endings of files that run.</summary>
    public IReadOnlyList<string> Executables { get; }

    /// <summary>The calls known of a language: the root of its names, or an empty tree.</summary>
    public LanguageApis Apis(string language) => _data.Apis.TryGetValue(language, out var apis) ? apis : LanguageApis.None;

    /// <summary>Which of those calls lead to an effect.</summary>
    public EffectIndex Effects(string language) => _effects.GetOrAdd(language, static (name, words) => new EffectIndex(words.Apis(name)), this);

    /// <summary>What using a path makes: <c>read.secret.*</c> for reading it, <c>persist.*</c> for writing it.</summary>
    public IEnumerable<string> Places(string path) => _places.Match(path);

    /// <summary>What a URL or host is used for.</summary>
    public IEnumerable<string> Hosts(string url)
    {
        foreach (var fact in _hosts.Match(url))
        {
            yield return fact;
        }

        // A port of this very machine is a development server; nothing leaves by it.
        if (HostPatterns.Port(url) is { } port and not 80 and not 443 && !IsLoopback(HostPatterns.Split(url).Host))
        {
            yield return "network.port";
        }

        if (IsBelow(url, _data.PublishPaths))
        {
            yield return "network.publish";
        }
    }

    /// <summary>Whether sending something to this address publishes it, though asking for it does not.</summary>
    public bool PublishesWhenSent(string url) => IsBelow(url, _data.SentPublishPaths);

    private static bool IsBelow(string url, List<string> paths)
    {
        var (_, path) = HostPatterns.Split(url);
        return paths.Exists(start => path.StartsWith(start, StringComparison.Ordinal));
    }

    private static readonly System.Buffers.SearchValues<char> Dotted = System.Buffers.SearchValues.Create("0123456789.");

    private static bool IsLoopback(string host) =>
        host is "localhost" or "::1" or "[::1]" || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (host.StartsWith("127.", StringComparison.Ordinal) && !host.AsSpan().ContainsAnyExcept(Dotted));

    /// <summary>What a command does, given as its words.</summary>
    public IEnumerable<string> Commands(IReadOnlyList<string> words) => _commands.Match(words);

    /// <summary>Whether systems and common tools have a command of this name.</summary>
    public bool IsSystemCommand(string name) => _data.SystemCommands.Contains(name);

    /// <summary>Whether this, after the name of a command and a separator, still names that command.</summary>
    public bool IsProgramSuffix(string text) => _data.ProgramSuffixes.Contains(text);

    /// <summary>Whether the second command always comes with the first.</summary>
    public bool AreSiblings(string package, string command) => _data.Siblings.Exists(family => family.First() == package && family.Contains(command));

    /// <summary>Whether an environment variable holds a secret, by its name.</summary>
    public bool IsSecretVariable(string name)
    {
        var upper = name.ToUpperInvariant();
        return _data.SecretVariables.Any(pattern => Wildcard.Matches(pattern, upper))
            && !_data.HarmlessVariables.Any(pattern => Wildcard.Matches(pattern, upper));
    }

    /// <summary>Whether a secret that is known by how it begins begins so, or so far: <c>AWS_</c>, <c>NPM_</c>.</summary>
    public bool MayBeginSecret(string beginning) => _data.SecretVariables.Any(pattern =>
    {
        var written = pattern.Split('*')[0];
        return written.Length > 0 && (written.StartsWith(beginning, StringComparison.OrdinalIgnoreCase) || beginning.StartsWith(written, StringComparison.OrdinalIgnoreCase));
    });

    /// <summary>The folder that an environment variable stands for, or null.</summary>
    public string? FolderOf(string variable) => _data.Folders.GetValueOrDefault(variable.ToUpperInvariant());

    /// <summary>The fact that asking for an ordinary environment variable makes, or null.</summary>
    public string? GateOf(string variable) => _data.Gates.GetValueOrDefault(variable.ToUpperInvariant());

    /// <summary>Whether the name of a parameter or field says that it holds a secret.</summary>
    public bool IsSecretName(string name) => _secrets.Match(name);

    /// <summary>Whether the name of a parameter or field says that it opens a service: such a thing is sent to that service and to nobody else.</summary>
    public bool IsCredentialName(string name) => _credentials.Match(name);

    /// <summary>Whether a name says that it holds a secret, in code that handles wallets: elsewhere a seed is for dice.</summary>
    public bool IsWalletSecretName(string name) => _walletSecrets.Match(name);

    /// <summary>Whether code handles wallets, by its words.</summary>
    public bool IsWalletCode(string text) => text.AsSpan().ContainsAny(_walletWords);

    /// <summary>Whether a function opens what is locked, by its name: what it is given for that is not meant for any service.</summary>
    public bool IsOpener(string name) => _openers.Match(name);

    /// <summary>Whether a file with this SHA-256 (hex) is known from an attack.</summary>
    public bool IsIndicatorFile(string sha256) => _data.IndicatorFiles.Contains(sha256);

    /// <summary>Whether a version, written <c>ecosystem name@version</c>, is known from an attack.</summary>
    public bool IsIndicatorPackage(string package) => _data.IndicatorPackages.Contains(package);

    /// <summary>Whether an address ends like something that runs.</summary>
    public bool IsExecutableName(string address)
    {
        var end = address.AsSpan().IndexOfAny('?', '#');
        var path = (end < 0 ? address : address[..end]).ToLowerInvariant();
        return Executables.Any(ending => path.EndsWith(ending, StringComparison.Ordinal));
    }

    private static Vocabulary LoadBuiltIn()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var files = new List<(string, string)>();
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            var name = resource.Replace('\\', '/');
            if (name.StartsWith("signatures/vocabulary/", StringComparison.Ordinal))
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
                files.Add((name, reader.ReadToEnd()));
            }
        }

        var data = VocabularyReader.Read(files, out var errors);
        return errors.Count == 0
            ? new Vocabulary(data)
            : throw new InvalidOperationException("The vocabulary has errors:\n" + string.Join('\n', errors));
    }
}
