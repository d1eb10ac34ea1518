using PackageWall.Workers.Child;

return WorkerProgram.Run();
