namespace PackageWall.Feeds.PyPi;

/// <summary>What kind of file a distribution is.</summary>
public enum PyPiFileKind
{
    /// <summary>A wheel: unpacked, nothing of it runs at installation.</summary>
    Wheel,

    /// <summary>A source distribution: its build backend runs at installation, and already when its metadata is needed.</summary>
    Sdist,
}
