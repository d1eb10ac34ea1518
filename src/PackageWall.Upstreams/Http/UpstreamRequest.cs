namespace PackageWall.Upstreams.Http;

/// <summary>One request to a registry.</summary>
/// <param name="Url">Absolute.</param>
internal sealed record UpstreamRequest(Uri Url)
{
    public string? Accept { get; init; }

    /// <summary>Validators of the copy that is there already.</summary>
    public string? IfNoneMatch { get; init; }

    public string? IfModifiedSince { get; init; }

    /// <summary>Continue a broken download from this byte on.</summary>
    public long RangeFrom { get; init; }

    /// <summary>Bytes of a request with a body (npm's bulk audit), else null.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    public string BodyType { get; init; } = "application/json";
}
