namespace PackageWall.Core.Prefetch;

/// <summary>Why a version is believed to be asked for, the most certain first.</summary>
internal enum PrefetchReason
{
    /// <summary>A client has said that it will install it.</summary>
    Announced,

    /// <summary>Another version that was predicted or brought in needs it.</summary>
    Range,

    /// <summary>A client has asked for the package's document, and most install the latest version.</summary>
    Guess,
}
