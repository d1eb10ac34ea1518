using System.Security.Cryptography;
using System.Text;
using PackageWall.Inspection.Signatures.Baselines;

namespace PackageWall.Inspection.Signatures;

/// <summary>All rules and their vocabulary, compiled once. Immutable; shared by all inspections.</summary>
public sealed class SignatureSet
{
    private const string ResourceFolder = "signatures/";

    private static readonly Lazy<SignatureSet> BuiltIn = new(() => FromFiles(BuiltInFiles()));

    private readonly IReadOnlyList<SignatureFile> _files;

    private SignatureSet(string revision, IReadOnlyList<SignatureFile> files, IReadOnlyList<Rule> rules, IReadOnlyList<Pin> pins)
    {
        Pins = pins;
        Baselines = new BaselineSet(pins);
        Revision = revision;
        _files = files;
        Compiled = rules;
        DormantCode = new DormantCode(rules);
        Rules = [.. rules.Select(rule => new SignatureSummary(rule.Id, rule.Title, rule.Verdict, rule.Refs, rule.Why, rule.References))];
    }

    /// <summary>The signatures that were built into the product from the <c>signatures</c> folder.</summary>
    public static SignatureSet Default => BuiltIn.Value;

    /// <summary>A hash over all rules, vocabulary, baselines and popular names: reports name it, so that a change leads to new inspections.</summary>
    public string Revision { get; }

    /// <summary>The files they were read from, to be read again by another process; null for those that every process has built in.</summary>
    public IReadOnlyList<SignatureFile>? Files => BuiltIn.IsValueCreated && ReferenceEquals(this, BuiltIn.Value) ? null : _files;

    /// <summary>What the rules are, by id.</summary>
    public IReadOnlyList<SignatureSummary> Rules { get; }

    /// <summary>
    /// The same signatures, for somebody who wants to pin: findings list all of their evidence and not only what a reviewer of a held
    /// version needs, because a pin answers for all of it.
    /// </summary>
    public SignatureSet ShowingWholeEvidence() => new(Revision, _files, Compiled, Pins) { ShowsWholeEvidence = true };

    /// <summary>Whether findings list all of their evidence.</summary>
    internal bool ShowsWholeEvidence { get; private init; }

    /// <summary>Findings that are pinned as harmless, in the order of their files.</summary>
    public IReadOnlyList<Pin> Pins { get; }

    /// <summary>The pins, ready to be asked.</summary>
    internal BaselineSet Baselines { get; }

    /// <summary>The rules, ready to be asked, by id.</summary>
    internal IReadOnlyList<Rule> Compiled { get; }

    /// <summary>Whether any of them asks about code that nothing runs.</summary>
    internal DormantCode DormantCode { get; }

    /// <summary>Reads the files of a signatures folder.</summary>
    /// <exception cref="SignatureException">Something in them is wrong; it lists everything.</exception>
    public static SignatureSet FromFiles(IEnumerable<SignatureFile> files)
    {
        List<SignatureFile> sorted = [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
        List<SignatureError> errors = [];
        List<Rule> rules = [];
        foreach (SignatureFile file in sorted.Where(file => file.Path.StartsWith("rules/", StringComparison.Ordinal)))
        {
            if (RuleParser.Parse(file, errors) is { } rule)
            {
                rules.Add(rule);
            }
        }

        if (rules.Count == 0 && errors.Count == 0)
        {
            errors.Add(new SignatureError("rules", 1, "There is no rule: everything would pass."));
        }

        // A rule with errors was told already; that a pin does not find it is no error of the pin.
        Dictionary<string, Rule>? byId = errors.Count == 0 ? rules.DistinctBy(rule => rule.Id).ToDictionary(rule => rule.Id, StringComparer.Ordinal) : null;
        List<Pin> pins = [.. sorted.Where(file => file.Path.StartsWith("baselines/", StringComparison.Ordinal)).SelectMany(file => BaselineParser.Parse(file, byId, errors))];
        return errors.Count == 0 ? new SignatureSet(Hash(sorted), sorted, rules, pins) : throw new SignatureException(errors);
    }

    /// <summary>The files that were built into the product.</summary>
    internal static IEnumerable<SignatureFile> BuiltInFiles()
    {
        System.Reflection.Assembly assembly = typeof(SignatureSet).Assembly;
        foreach (string name in assembly.GetManifestResourceNames())
        {
            if (!name.StartsWith(ResourceFolder, StringComparison.Ordinal))
            {
                continue;
            }

            using Stream stream = assembly.GetManifestResourceStream(name) ?? Stream.Null;
            using StreamReader reader = new(stream, Encoding.UTF8);
            yield return new SignatureFile(name[ResourceFolder.Length..].Replace('\\', '/'), reader.ReadToEnd());
        }
    }

    private static string Hash(IEnumerable<SignatureFile> files)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (SignatureFile file in files)
        {
            // Lengths between the parts, so that no two folders give the same bytes.
            byte[] path = Encoding.UTF8.GetBytes(file.Path);
            byte[] text = Encoding.UTF8.GetBytes(file.Text);
            hash.AppendData(BitConverter.GetBytes(path.Length));
            hash.AppendData(path);
            hash.AppendData(BitConverter.GetBytes(text.Length));
            hash.AppendData(text);
        }

        // Rules ask which names are popular, so another list gives other reports.
        hash.AppendData(Names.PopularLists.Fingerprint);
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
