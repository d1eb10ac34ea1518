namespace PackageWall.Server.Tests.Endpoints.Npm;

/// <summary>Tests that measure memory run when no other does.</summary>
[CollectionDefinition(nameof(AloneOnTheMachine), DisableParallelization = true)]
public sealed class AloneOnTheMachine;
