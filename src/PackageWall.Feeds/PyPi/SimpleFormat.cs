namespace PackageWall.Feeds.PyPi;

/// <summary>The forms of a simple index (PEP 691).</summary>
public enum SimpleFormat
{
    /// <summary>None that the client accepts: 406.</summary>
    NotAcceptable,

    /// <summary>JSON.</summary>
    Json,

    /// <summary>HTML under its versioned name.</summary>
    Html,

    /// <summary>The same HTML as <c>text/html</c>.</summary>
    LegacyHtml,
}
