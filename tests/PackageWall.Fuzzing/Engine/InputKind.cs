namespace PackageWall.Fuzzing.Engine;

/// <summary>What inputs are made of.</summary>
internal enum InputKind
{
    /// <summary>Source text or documents.</summary>
    Text,

    /// <summary>Bytes in a structure that the mutations do not know.</summary>
    Binary,

    /// <summary>Tar, gzip or zip.</summary>
    Archive,
}
