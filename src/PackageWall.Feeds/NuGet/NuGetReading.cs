namespace PackageWall.Feeds.NuGet;

/// <summary>What reading a NuGet document came to.</summary>
/// <typeparam name="T">What such a document says.</typeparam>
public abstract record NuGetReading<T>
{
    private NuGetReading()
    {
    }

    /// <summary>It is such a document.</summary>
    /// <param name="Value">What it says.</param>
    public sealed record Read(T Value) : NuGetReading<T>;

    /// <summary>It is none, or one of a structure that we do not know. Never to be taken for an empty one.</summary>
    /// <param name="Reason">What is wrong with it.</param>
    public sealed record Failure(string Reason) : NuGetReading<T>;
}
