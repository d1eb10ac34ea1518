using System.CommandLine;
using PackageWall.Benchmarks.Documents;
using PackageWall.Benchmarks.Comparison;
using PackageWall.Benchmarks.Comparison.Peers;
using PackageWall.Benchmarks.Inspections;
using PackageWall.Benchmarks.Load;

RootCommand root = new("Measures PackageWall against simpler things that do part of its work. Figures are ratios of one run.")
{
    InspectionSpeed.Command(),
    OutlineCheck.Command(),
    ScriptParts.Command(),
    FileFactsList.Command(),
    ReadingsList.Command(),
    Stress.Command(),
    Seed.Command(),
    StartTime.Command(),
    Flatness.Command(),
    Soak.Command(),
    DocumentSpeed.Command(),
    ComparisonCommand.Command(),
    BareKestrelProgram.Command(),
};
return await root.Parse(args).InvokeAsync();
