namespace PackageWall.Server.Endpoints.Npm;

/// <summary>What npm is about, as it says itself with every request.</summary>
internal static class NpmCommand
{
    private const string Header = "npm-command";

    /// <summary>Whether it will install what it asks about. It says so by itself; a question that says nothing does not count.</summary>
    public static bool Installs(HttpRequest request) => Name(request) is "install" or "ci" or "update" or "install-test" or "install-ci-test" or "exec" or "init" or "dedupe";

    /// <summary>Whether it may: other clients do not say, and most of what they ask for documents is an install.</summary>
    public static bool MayInstall(HttpRequest request) => Name(request) is null || Installs(request);

    private static string? Name(HttpRequest request) => request.Headers[Header] is { Count: > 0 } values ? values[0] : null;
}
