using System.CommandLine;
using PackageWall.Fuzzing.Commands;

RootCommand root = new("Throws mutated inputs at everything in PackageWall that reads bytes from strangers.")
{
    RunCommand.Create(),
    ReplayCommand.Create(),
    WorkCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
