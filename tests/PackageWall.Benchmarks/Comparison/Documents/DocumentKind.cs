using PackageWall.Benchmarks.Comparison.Peers;

namespace PackageWall.Benchmarks.Comparison.Documents;

/// <summary>A document that clients ask for.</summary>
/// <param name="Title">Its name on the page.</param>
/// <param name="Wall">Its path at the wall.</param>
/// <param name="Headers">What the client sends.</param>
internal sealed record DocumentKind(string Title, string Wall, IReadOnlyList<(string Name, string Value)> Headers)
{
    private static readonly (string, string)[] Npm = [("Accept", "application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8, */*"), ("Accept-Encoding", "gzip")];
    private static readonly (string, string)[] NuGet = [("Accept-Encoding", "gzip, deflate")];

    /// <summary>Its path at nginx's cache, if it is to be found there.</summary>
    public string? Cache { get; init; }

    /// <summary>Its path at Verdaccio, if it is to be found there.</summary>
    public string? Verdaccio { get; init; }

    /// <summary>Whether Verdaccio takes seconds for it.</summary>
    public bool IsSlow { get; init; }

    /// <summary>How many times as fast as Verdaccio the wall must be.</summary>
    public double OverVerdaccio { get; init; }

    /// <summary>A peer that cannot be installed, whose figure is known beside the anchors of the same run.</summary>
    public FarPeer? Far { get; init; }

    public static IReadOnlyList<DocumentKind> All { get; } =
    [
        Packument("ms", isSlow: false),
        Packument("react", isSlow: true),
        Packument("typescript", isSlow: true),
        Packument("@types/node", isSlow: true),
        new($"NuGet registration, {LocalIndex.Versions} versions", $"nuget/reg/{LocalIndex.Package}/index.json", NuGet)
        {
            Cache = $"host0/reg/{LocalIndex.Package}/index.json",
            Far = new FarPeer("BaGetter", 207, 20),
        },
        new($"NuGet flat list, {LocalIndex.Versions} versions", $"nuget/flat/{LocalIndex.Package}/index.json", NuGet)
        {
            Cache = $"host0/flat/{LocalIndex.Package}/index.json",
            Far = new FarPeer("BaGetter", 1_656, 20),
        },
        new($"PyPI project, {LocalIndex.Files:#,0} files, HTML", $"pypi/simple/{LocalIndex.Project}/", [("Accept", "text/html"), ("Accept-Encoding", "gzip, deflate")])
        {
            Far = new FarPeer("proxpi", 96, 50),
        },
        new($"PyPI project, {LocalIndex.Files:#,0} files, JSON", $"pypi/simple/{LocalIndex.Project}/",
            [("Accept", "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html; q=0.1, text/html; q=0.01"), ("Accept-Encoding", "gzip, deflate")])
        {
            Cache = $"pypi/{LocalIndex.Project}/",
            Far = new FarPeer("proxpi", 151, 50),
        },
    ];

    private static DocumentKind Packument(string name, bool isSlow)
    {
        string path = name.Replace("/", "%2f", StringComparison.Ordinal);
        return new DocumentKind($"packument of {name}", $"npm/{path}", Npm)
        {
            Cache = $"npm/{path}",
            Verdaccio = path,
            IsSlow = isSlow,
            OverVerdaccio = isSlow ? 300 : 20,
        };
    }
}
