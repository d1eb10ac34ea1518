using PackageWall.Inspection;
using PackageWall.Inspection.Reports;
using PackageWall.Inspection.Signatures;
using PackageWall.Packages;
using PackageWall.Workers.Child;
using Shouldly;

namespace PackageWall.Workers.Tests;

/// <summary>What workers inspect for practice is understood to its end: what a parser gives up on compiles little of it.</summary>
public sealed class WarmUpPackagesTests
{
    [Fact]
    public void The_package_of_all_syntax_is_understood_and_clean()
    {
        InspectionReport report = new Inspector(SignatureSet.Default, InspectionLimits.Default).Inspect(WarmUpPackages.Syntax());

        report.Inconclusive.ShouldBeEmpty();
        report.Verdict.ShouldBe(Verdict.Clean);
    }

    [Fact]
    public void What_is_practised_when_idle_covers_scripts_and_assemblies()
    {
        Inspector inspector = new(SignatureSet.Default, InspectionLimits.Default);
        Queue<Artifact> practice = WarmUp.ForIdleTime(SignatureSet.Default);

        practice.Select(package => package.Ecosystem).ShouldBe([Ecosystem.Npm, Ecosystem.NuGet, Ecosystem.NuGet]);
        InspectionReport[] reports = [.. practice.Select(package => inspector.Inspect(package))];
        reports[1].Findings.ShouldNotBeEmpty();
        reports[2].Inconclusive.ShouldBeEmpty();
    }
}
