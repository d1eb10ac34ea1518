namespace PackageWall.Data.Model;

/// <summary>An inspection report as a row.</summary>
internal sealed class ReportRow
{
    /// <summary>Of the artifact, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>JSON under Brotli.</summary>
    public required byte[] Content { get; init; }
}
