namespace PackageWall.Core.Prefetch;

/// <summary>What became of predictions: the places of their counter.</summary>
public enum PrefetchOutcome
{
    /// <summary>A version that was unseen and is given out was found worth fetching.</summary>
    Predicted,

    /// <summary>It was brought in.</summary>
    BroughtIn,

    /// <summary>A client asked for it before its turn had come.</summary>
    Overtaken,

    /// <summary>It could not be brought in.</summary>
    Failed,

    /// <summary>The budget did not allow it, or it had become unlikely.</summary>
    Dropped,

    /// <summary>A client asked for it, during or after.</summary>
    Hit,

    /// <summary>Nobody asked for it for so long that it was for nothing.</summary>
    Wasted,
}
