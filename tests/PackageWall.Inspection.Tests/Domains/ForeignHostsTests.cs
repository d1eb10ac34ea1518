using PackageWall.Inspection.Domains;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Manifests;
using PackageWall.Inspection.Reachability;
using PackageWall.Packages;

namespace PackageWall.Inspection.Tests.Domains;

public sealed class ForeignHostsTests
{
    private static readonly Manifest Manifest = new() { Ecosystem = Ecosystem.NuGet, Name = "sample", Version = "1.0.0", Resolver = new NoReferences(), DeclaredHosts = ["sample.invalid"] };

    [Fact]
    public void What_flows_to_a_host_at_one_place_is_said_together()
    {
        Fact connect = new() { Name = "network.connect", File = "a.dll", Unit = "A.B", Value = "https://collect.invalid/", From = ["read.parameter.credential"] };
        Fact send = connect with { Name = "network.send", From = ["read.parameter.credential", "read.profile"] };
        Mark(connect, send).ShouldHaveSingleItem().From.ShouldBe(["read.parameter.credential", "read.profile"]);
    }

    [Fact]
    public void The_project_s_own_host_is_not_foreign() =>
        Mark(new Fact { Name = "network.send", File = "a.dll", Value = "https://api.sample.invalid/", From = ["read.parameter.secret"] }).ShouldBeEmpty();

    [Fact]
    public void A_name_without_a_domain_is_nobody_s_host() =>
        Mark(new Fact { Name = "network.send", File = "a.dll", Value = "https://Keep-Alive", From = ["read.parameter.secret"] }).ShouldBeEmpty();

    private static IReadOnlyList<Fact> Mark(params Fact[] facts) =>
        [.. new ForeignHosts(Manifest).Mark(new ReadFile("a.dll", "dotnet", FileFacts.None with { Facts = facts })).Facts.Facts.Where(fact => fact.Name == "network.foreign")];

    private sealed class NoReferences : IReferenceResolver
    {
        public IReadOnlyList<string> Resolve(string fromFile, Reference reference) => [];
    }
}
