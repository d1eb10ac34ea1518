namespace PackageWall.Data.Blobs;

/// <summary>What a look at a blob's bytes found.</summary>
internal enum BlobState
{
    /// <summary>There is none.</summary>
    Missing,

    /// <summary>It is what its name says.</summary>
    Intact,

    /// <summary>Its bytes are not those it was stored with.</summary>
    Altered,
}
