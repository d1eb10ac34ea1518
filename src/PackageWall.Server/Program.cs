using PackageWall.Server;

NativeHeap.GiveBack();
return await WallServer.RunAsync(args, CancellationToken.None);
