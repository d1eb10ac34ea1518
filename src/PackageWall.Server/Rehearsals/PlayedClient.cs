using System.Net;
using System.Net.Http.Headers;

namespace PackageWall.Server.Rehearsals;

/// <summary>
/// Asks as the clients of each ecosystem do: for documents in the codings that they know, for artifacts that nobody had before, for all
/// of it again, and for what is refused. An answer of another kind than expected ends the rehearsal: it would rehearse something else.
/// </summary>
internal sealed class PlayedClient(HttpClient http)
{
    private const int Attempts = 3;
    private const string SlimPackument = "application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8, */*";
    private const string Npm = "npm/11.0.0 node/v24.0.0 linux x64 workspaces/false";
    private const string NuGet = "NuGet .NET Core MSBuild Task/7.0.0";
    private const string Pip = "pip/25.0";
    private const string Gzip = "gzip, deflate";
    private const string Brotli = "gzip, deflate, br";

    /// <summary>As <c>npm install</c> and <c>npm ci</c>: of every other package only the tarball.</summary>
    public async Task NpmAsync(int number, CancellationToken cancellation)
    {
        string name = MadeUpNames.Name(number);
        string document = $"npm/{name}";
        if (number % 2 == 0)
        {
            string coding = number % 4 == 0 ? Gzip : Brotli;
            string? tag = await AskAsync(new Question(document, Npm, SlimPackument, coding), HttpStatusCode.OK, cancellation).ConfigureAwait(false);
            await AskAsync(new Question(document, Npm, "application/json", coding), HttpStatusCode.OK, cancellation).ConfigureAwait(false);
            await AskAsync(new Question(document, Npm, SlimPackument, coding), HttpStatusCode.OK, cancellation).ConfigureAwait(false);
            await AskAgainAsync(new Question(document, Npm, SlimPackument, coding) { Known = tag }, cancellation).ConfigureAwait(false);
        }

        await ArtifactAsync($"{document}/-/{MadeUpNpm.FileName(name, MadeUpNames.Newest)}", Npm, number, cancellation).ConfigureAwait(false);
        if (MadeUpNames.HasYoung(number))
        {
            await AskAsync(new Question($"{document}/-/{MadeUpNpm.FileName(name, MadeUpNames.Young)}", Npm), HttpStatusCode.Forbidden, cancellation).ConfigureAwait(false);
            await AskAsync(new Question($"{document}-none", Npm, SlimPackument, Gzip), HttpStatusCode.NotFound, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>As <c>dotnet restore</c>, and at times as those who show packages.</summary>
    public async Task NuGetAsync(int number, CancellationToken cancellation)
    {
        string id = MadeUpNames.Name(number);
        await AskAsync(new Question("nuget/v3/index.json", NuGet, Coding: Gzip), HttpStatusCode.OK, cancellation).ConfigureAwait(false);
        await AskAsync(new Question($"nuget/flat/{id}/index.json", NuGet, Coding: Gzip), HttpStatusCode.OK, cancellation).ConfigureAwait(false);
        await AskAsync(new Question($"nuget/flat/{id}/index.json", NuGet, Coding: Gzip), HttpStatusCode.OK, cancellation).ConfigureAwait(false);
        if (number % 4 == 0)
        {
            await AskAsync(new Question($"nuget/reg/{id}/index.json", NuGet, Coding: Gzip), HttpStatusCode.OK, cancellation).ConfigureAwait(false);
        }

        await ArtifactAsync($"nuget/flat/{id}/{MadeUpNames.Newest}/{id}.{MadeUpNames.Newest}.nupkg", NuGet, number, cancellation).ConfigureAwait(false);
        if (MadeUpNames.HasYoung(number))
        {
            await AskAsync(new Question($"nuget/flat/{id}/{MadeUpNames.Young}/{id}.{MadeUpNames.Young}.nupkg", NuGet), HttpStatusCode.NotFound, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>As pip.</summary>
    public async Task PyPiAsync(int number, CancellationToken cancellation)
    {
        string name = MadeUpNames.Name(number);
        string page = $"pypi/simple/{name}/";
        string accept = number % 2 == 0 ? "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html; q=0.1, text/html; q=0.01" : "text/html";
        string? tag = await AskAsync(new Question(page, Pip, accept, Gzip), HttpStatusCode.OK, cancellation).ConfigureAwait(false);
        await AskAgainAsync(new Question(page, Pip, accept, Gzip) { Known = tag }, cancellation).ConfigureAwait(false);
        await ArtifactAsync($"pypi/files/{name}/{MadeUpPyPi.FileName(name, MadeUpNames.Newest)}", Pip, number, cancellation).ConfigureAwait(false);
    }

    // What is brought in meanwhile, ahead of its question, may have made another document.
    private async Task AskAgainAsync(Question question, CancellationToken cancellation) =>
        await AskAsync(question, [HttpStatusCode.NotModified, HttpStatusCode.OK], cancellation).ConfigureAwait(false);

    // Cold, and then in every way in which it can be had again.
    private async Task ArtifactAsync(string path, string agent, int number, CancellationToken cancellation)
    {
        string? tag = await AskAsync(new Question(path, agent), HttpStatusCode.OK, cancellation).ConfigureAwait(false);
        await AskAsync(new Question(path, agent), HttpStatusCode.OK, cancellation).ConfigureAwait(false);
        switch (number % 4)
        {
            case 0:
                await AskAsync(new Question(path, agent) { Known = tag }, HttpStatusCode.NotModified, cancellation).ConfigureAwait(false);
                break;
            case 1:
                await AskAsync(new Question(path, agent) { Length = 100 }, HttpStatusCode.PartialContent, cancellation).ConfigureAwait(false);
                break;
            case 2:
                await AskAsync(new Question(path, agent) { Method = HttpMethod.Head }, HttpStatusCode.OK, cancellation).ConfigureAwait(false);
                break;
            default:
                break;
        }
    }

    // A busy machine may not have a worker in time; clients come again, too.
    private Task<string?> AskAsync(Question question, HttpStatusCode expected, CancellationToken cancellation) => AskAsync(question, [expected], cancellation);

    private async Task<string?> AskAsync(Question question, HttpStatusCode[] expected, CancellationToken cancellation)
    {
        for (int attempt = 1; ; attempt++)
        {
            (HttpStatusCode status, string? tag) = await SendAsync(question, cancellation).ConfigureAwait(false);
            if (expected.Contains(status))
            {
                return tag;
            }

            if (status != HttpStatusCode.ServiceUnavailable || attempt == Attempts)
            {
                throw new InvalidOperationException($"{question.Method} {question.Path} was answered with {(int)status} instead of {(int)expected[0]}.");
            }
        }
    }

    private async Task<(HttpStatusCode Status, string? Tag)> SendAsync(Question question, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(question.Method, question.Path);
        request.Headers.TryAddWithoutValidation("User-Agent", question.Agent);
        request.Headers.TryAddWithoutValidation("Accept", question.Accept);
        if (question.Coding is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Encoding", question.Coding);
        }

        if (question.Known is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", question.Known);
        }

        if (question.Length is { } length)
        {
            request.Headers.Range = new RangeHeaderValue(0, length - 1);
        }

        using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        await response.Content.CopyToAsync(Stream.Null, cancellation).ConfigureAwait(false);
        return (response.StatusCode, response.Headers.TryGetValues("ETag", out IEnumerable<string>? tags) ? tags.First() : null);
    }

    private sealed record Question(string Path, string Agent, string Accept = "*/*", string? Coding = null)
    {
        public HttpMethod Method { get; init; } = HttpMethod.Get;

        public string? Known { get; init; }

        public long? Length { get; init; }
    }
}
