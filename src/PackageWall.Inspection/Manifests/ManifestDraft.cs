using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Facts;
using PackageWall.Packages;

namespace PackageWall.Inspection.Manifests;

/// <summary>A manifest while it is being read: the parts of a reader add to it, each in its own file.</summary>
internal sealed class ManifestDraft(PackageTree tree)
{
    private const int MaxEvidence = 400;

    private readonly HashSet<EntryPoint> _seen = [];
    private readonly List<EntryPoint> _entryPoints = [];
    private readonly List<string> _hosts = [];

    public PackageTree Tree { get; } = tree;

    public string? Name { get; set; }

    public string? Version { get; set; }

    public List<Dependency> Dependencies { get; } = [];

    public List<Fact> Facts { get; } = [];

    public List<ArchiveAnomaly> Anomalies { get; } = [];

    public IReadOnlyList<EntryPoint> EntryPoints => _entryPoints;

    public void Enter(EntryPoint entryPoint)
    {
        if (_seen.Add(entryPoint))
        {
            _entryPoints.Add(entryPoint);
        }
    }

    public void Enter(string kind, Context context, string declaredIn, string? target, int line = 0, string? function = null) =>
        Enter(new EntryPoint { Kind = kind, Context = context, DeclaredIn = declaredIn, Target = target, Line = line, Function = function });

    public void Add(string name, string file, int line, string evidence, string? value = null, Context context = Context.Dormant)
    {
        string text = evidence.ReplaceLineEndings(" ");
        Facts.Add(new Fact
        {
            Name = name, File = file, Line = line, Value = value, Context = context,
            Evidence = text.Length > MaxEvidence ? text[..MaxEvidence] : text,
        });
    }

    public void Report(string code, AnomalySeverity severity, string file, string detail) =>
        Anomalies.Add(ManifestAnomalies.Of(code, severity, file, detail));

    public void AddHost(string? address)
    {
        if (HostNames.Of(address) is { } host && !_hosts.Contains(host))
        {
            _hosts.Add(host);
        }
    }

    public Manifest Finish(Ecosystem ecosystem, IReferenceResolver resolver)
    {
        AddHooks();
        TreeFacts.Add(this);
        return new Manifest
        {
            Ecosystem = ecosystem,
            Name = Name,
            Version = Version,
            EntryPoints = [.. _entryPoints.OrderBy(entry => entry.Context)],
            Dependencies = Dependencies,
            DeclaredHosts = _hosts,
            Facts = Facts,
            Anomalies = Anomalies,
            Resolver = resolver,
        };
    }

    private void AddHooks()
    {
        foreach (EntryPoint entry in _entryPoints.Where(entry => entry.Context <= Context.Build))
        {
            string name = entry.Context switch { Context.Startup => "hook.startup", Context.Install => "hook.install", _ => "hook.build" };
            Add(name, entry.DeclaredIn, entry.Line, entry.Command ?? entry.Target ?? entry.Kind, entry.Command ?? entry.Target ?? entry.Kind, entry.Context);
        }
    }
}
