using PackageWall.Cli;

return await CommandLine.RunAsync(args, Terminal.OfProcess());
