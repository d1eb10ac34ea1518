using PackageWall.Workers.Child;

return args is [DecompileProgram.Argument] ? DecompileProgram.Run() : WorkerProgram.Run();
