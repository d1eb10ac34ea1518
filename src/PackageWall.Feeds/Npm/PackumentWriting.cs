using PackageWall.Packages;

namespace PackageWall.Feeds.Npm;

/// <summary>What came of writing a packument.</summary>
public abstract record PackumentWriting
{
    private PackumentWriting()
    {
    }

    /// <summary>It was written.</summary>
    /// <param name="Visible">How many versions clients can choose.</param>
    /// <param name="Withheld">How many are left out.</param>
    /// <param name="NewestAllowed">What messages name as the way on, or null when nothing is visible.</param>
    public sealed record Written(int Visible, int Withheld, PackageVersion? NewestAllowed) : PackumentWriting;

    /// <summary>
    /// It was not. What the output holds by now is not a document and must be thrown away, and the upstream's must not be passed
    /// in its place.
    /// </summary>
    /// <param name="Fault">Why, in one word.</param>
    /// <param name="Detail">Why, in one sentence for the log.</param>
    public sealed record Failed(PackumentFault Fault, string Detail) : PackumentWriting;
}
