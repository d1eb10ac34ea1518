using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages;
using PackageWall.Inspection.Manifests;
using PackageWall.Inspection.Reachability;
using PackageWall.Packages;

namespace PackageWall.Inspection.Tests.Reachability;

/// <summary>Packages made of facts by hand: what reachability and rules see, without readers.</summary>
internal sealed class HandMade : IReferenceResolver
{
    private readonly List<ReadFile> _files = [];
    private readonly List<EntryPoint> _entries = [];

    public HandMade File(string path, params Fact[] facts) => File(path, [], [], facts);

    public HandMade File(string path, Reference[] references, (string, string)[] calls, params Fact[] facts)
    {
        _files.Add(new ReadFile(path, Language.JavaScript, new FileFacts { Facts = [.. facts.Select(fact => fact with { File = path })], References = references, Calls = calls }));
        return this;
    }

    public HandMade Calling(string path, Reference[] references, ForeignCall[] foreign, params Fact[] facts)
    {
        _files.Add(new ReadFile(path, Language.JavaScript, new FileFacts { Facts = [.. facts.Select(fact => fact with { File = path })], References = references, ForeignCalls = foreign }));
        return this;
    }

    public HandMade Unread(string path, string reason)
    {
        _files.Add(new ReadFile(path, Language.JavaScript, new FileFacts { Unread = [reason] }));
        return this;
    }

    public HandMade Entry(string kind, Context context, string? target, string? function = null)
    {
        _entries.Add(new EntryPoint { Kind = kind, Context = context, DeclaredIn = "package.json", Line = _entries.Count + 1, Target = target, Function = function });
        return this;
    }

    public HandMade Command(string kind, Context context, string command, Reference[] references, params Fact[] facts)
    {
        EntryPoint entry = new() { Kind = kind, Context = context, DeclaredIn = "package.json", Line = _entries.Count + 1, Command = command };
        _entries.Add(entry);
        FileFacts read = new() { References = references, Facts = [.. facts.Select(fact => fact with { File = "package.json" })] };
        _files.Add(new ReadFile("package.json", Language.Shell, read) { CommandOf = entry });
        return this;
    }

    public Manifest Manifest => new() { Ecosystem = Ecosystem.Npm, Name = "sample", Version = "1.0.0", EntryPoints = _entries, Resolver = this };

    public IReadOnlyList<ReadFile> Files =>
        [.. _files.Where(file => file.CommandOf is null).OrderBy(file => file.Path, StringComparer.Ordinal), .. _files.Where(file => file.CommandOf is not null)];

    public ReachedPackage Reach() => ReachabilityAnalysis.Run(Manifest, Files);

    public IReadOnlyList<string> Resolve(string fromFile, Reference reference) => reference.Target is null ? [] : [reference.Target];

    public static Fact Does(string name, string unit = "", int line = 1, string? value = null) =>
        new() { Name = name, File = "", Line = line, Unit = unit, Value = value, Evidence = $"{name} {value}" };

    public static Reference Import(string? target, string unit = "") => new(ReferenceKind.Import, target, 1, unit);

    public static Reference Open(string target, string unit = "") => new(ReferenceKind.Open, target, 1, unit);
}
