using PackageWall.Server;

return await WallServer.RunAsync(args, CancellationToken.None);
