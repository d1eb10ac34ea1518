namespace PackageWall.Cli.Scan;

/// <summary>Writes results in one format.</summary>
internal interface IResultWriter
{
    /// <summary>Writes one result.</summary>
    void Write(ScanResult result);

    /// <summary>All results were written.</summary>
    void End();
}
