namespace PackageWall.EndToEnd.Tests.NuGet;

/// <summary>Tests that start dotnet run one after the other: each of them takes a processor for itself.</summary>
[CollectionDefinition(Name)]
public sealed class NuGetCollection
{
    public const string Name = "dotnet";
}
