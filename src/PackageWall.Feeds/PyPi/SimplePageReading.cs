namespace PackageWall.Feeds.PyPi;

/// <summary>What reading a project page came to.</summary>
public abstract record SimplePageReading
{
    private SimplePageReading()
    {
    }

    /// <summary>It is a project page.</summary>
    /// <param name="Page">The page.</param>
    public sealed record Read(SimplePage Page) : SimplePageReading;

    /// <summary>It is none, or one that clients could read in two ways. Never to be taken for an empty project.</summary>
    /// <param name="Reason">What is wrong with it.</param>
    public sealed record Failure(string Reason) : SimplePageReading;
}
