namespace PackageWall.Inspection.Reports;

/// <summary>What an inspection concludes.</summary>
public enum Verdict
{
    /// <summary>No rule holds it and everything was read.</summary>
    Clean,

    /// <summary>A person should look before it is let out.</summary>
    Suspicious,

    /// <summary>It does what only attacks do.</summary>
    Malicious,

    /// <summary>It could not be read to its end: over a limit, broken, readable in two ways, or the reader failed.</summary>
    Inconclusive,
}
