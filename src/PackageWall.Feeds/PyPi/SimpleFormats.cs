namespace PackageWall.Feeds.PyPi;

/// <summary>The content types of a simple index.</summary>
public static class SimpleFormats
{
    internal const string Json = "application/vnd.pypi.simple.v1+json";
    internal const string Html = "application/vnd.pypi.simple.v1+html";
    internal const string LegacyHtml = "text/html";

    /// <summary>The exact <c>Content-Type</c> to answer with; uv refuses any other.</summary>
    public static string ContentType(this SimpleFormat format) => format switch
    {
        SimpleFormat.Json => Json,
        SimpleFormat.Html => Html,
        SimpleFormat.LegacyHtml => LegacyHtml + "; charset=utf-8",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Nothing is sent in this form."),
    };

    /// <summary>What PackageWall asks an upstream for.</summary>
    public static string UpstreamAccept => $"{Json}, {Html};q=0.2, {LegacyHtml};q=0.01";

    /// <summary>The form that a content type names, parameters aside; <see cref="SimpleFormat.NotAcceptable"/> when it names none.</summary>
    internal static SimpleFormat FromContentType(string? contentType)
    {
        string type = (contentType ?? "").Split(';')[0].Trim().ToLowerInvariant();
        return type switch
        {
            Json => SimpleFormat.Json,
            Html => SimpleFormat.Html,
            LegacyHtml => SimpleFormat.LegacyHtml,
            _ => SimpleFormat.NotAcceptable,
        };
    }
}
