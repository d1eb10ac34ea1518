using System.ComponentModel;
using System.Diagnostics;

namespace PackageWall.Upstreams.Defaults;

/// <summary>Asks npm for its registry.</summary>
internal static class NpmDefault
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task<UpstreamDefault> FindAsync(CancellationToken cancellation)
    {
        string empty = Directory.CreateTempSubdirectory("packagewall-npm-").FullName;
        try
        {
            var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm")
            {
                WorkingDirectory = empty,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                ArgumentList = { "config", "get", "registry", "--userconfig", Path.Combine(empty, "user"), "--globalconfig", Path.Combine(empty, "global") },
            };

            // Settings come in through the environment, too.
            foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("npm_config_", StringComparison.OrdinalIgnoreCase)).ToArray())
            {
                start.Environment.Remove(name);
            }

            using Process npm = Process.Start(start)!;
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(Patience);
            try
            {
                Task<string> errors = npm.StandardError.ReadToEndAsync(patience.Token);
                string text = (await npm.StandardOutput.ReadToEndAsync(patience.Token).ConfigureAwait(false)).Trim();
                await errors.ConfigureAwait(false);
                await npm.WaitForExitAsync(patience.Token).ConfigureAwait(false);
                return Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url.Scheme is ("https" or "http")
                    ? new UpstreamDefault(url, "what npm says")
                    : new UpstreamDefault(null, "npm names no registry");
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                npm.Kill(entireProcessTree: true);
                return new UpstreamDefault(null, $"npm did not answer within {Patience.TotalSeconds:0} seconds");
            }
        }
        catch (Exception failure) when (failure is Win32Exception or IOException or InvalidOperationException)
        {
            return new UpstreamDefault(null, "npm is not installed here, so nobody says which registry is its default");
        }
        finally
        {
            Directory.Delete(empty, recursive: true);
        }
    }
}
