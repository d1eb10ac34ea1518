namespace PackageWall.Server.Endpoints.Documents;

/// <summary>How a document is compressed on its way.</summary>
internal enum ContentCoding
{
    /// <summary>Not at all.</summary>
    Identity,

    Gzip,

    Brotli,
}
