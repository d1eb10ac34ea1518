using System.Buffers;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Manifests;
using PackageWall.Inspection.Reachability;

namespace PackageWall.Inspection.Domains;

/// <summary>
/// Marks where a secret of the caller goes to a host that the project does not declare as its own. Done before reachability, so that
/// the mark runs when the code does.
/// </summary>
internal sealed class ForeignHosts(Manifest manifest)
{
    private static readonly SearchValues<char> Placeholders = SearchValues.Create("*{}$<>()");

    private readonly HashSet<string> _own = [.. manifest.DeclaredHosts.Select(RegistrableDomain.Of)];

    /// <summary>The file with <c>network.foreign</c> beside each such call.</summary>
    public ReadFile Mark(ReadFile file)
    {
        List<Fact>? marks = null;
        foreach (Fact fact in file.Facts.Facts)
        {
            if (fact.Name is "network.send" or "network.fetch" or "network.connect" or "network.socket" or "network.dns"
                && fact.From.Any(name => name.StartsWith("read.parameter.", StringComparison.Ordinal))
                && Signatures.Hosts.Of(fact.Value) is { } host && IsForeign(host))
            {
                (marks ??= []).Add(fact with { Name = "network.foreign" });
            }
        }

        return marks is null ? file : file with { Facts = file.Facts with { Facts = [.. file.Facts.Facts, .. marks.GroupBy(mark => (mark.Line, mark.Unit, mark.Value)).Select(AsOne)] } };
    }

    // Compiled code has no lines: opening the connection and sending through it stand at one place, and both say what flows there.
    private static Fact AsOne(IEnumerable<Fact> marks) =>
        marks.Aggregate((one, other) => one with { From = [.. one.From.Union(other.From, StringComparer.Ordinal)], Depth = Math.Max(one.Depth, other.Depth) });

    private bool IsForeign(string host) =>
        !_own.Contains(RegistrableDomain.Of(host))
        && host is not ("localhost" or "[::1]")
        && host.AsSpan().ContainsAny('.', ':')
        && !host.StartsWith("127.", StringComparison.Ordinal)
        && host.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0
        && host.AsSpan().IndexOfAny(Placeholders) < 0;
}
