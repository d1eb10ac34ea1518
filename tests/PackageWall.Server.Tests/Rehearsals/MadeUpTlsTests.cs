using PackageWall.Server.Rehearsals;

namespace PackageWall.Server.Tests.Rehearsals;

/// <summary>The server that speaks TLS: it answers who knows it, and closes with questions under way.</summary>
public sealed class MadeUpTlsTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("packagewall-test-");

    [Fact]
    public async Task It_answers_many_at_once()
    {
        await using var tls = new MadeUpTls(Path.Combine(_folder.FullName, "tls"));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => tls.AskAsync(3, CancellationToken.None))).WaitAsync(Patience);
    }

    [Fact]
    public async Task Another_servers_certificate_is_not_believed()
    {
        await using var one = new MadeUpTls(Path.Combine(_folder.FullName, "one"));
        await using var other = new MadeUpTls(Path.Combine(_folder.FullName, "other"));
        await one.AskAsync(1, CancellationToken.None);
        File.Move(Path.Combine(_folder.FullName, "other"), Path.Combine(_folder.FullName, "one"), overwrite: true);

        await Should.ThrowAsync<HttpRequestException>(() => one.AskAsync(1, CancellationToken.None));
    }

    [Fact]
    public async Task It_closes_while_it_is_asked()
    {
        var tls = new MadeUpTls(Path.Combine(_folder.FullName, "tls"));
        await tls.AskAsync(1, CancellationToken.None);
        Task asking = tls.AskAsync(int.MaxValue, CancellationToken.None);

        await tls.DisposeAsync().AsTask().WaitAsync(Patience);

        await Should.ThrowAsync<Exception>(() => asking.WaitAsync(Patience));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
