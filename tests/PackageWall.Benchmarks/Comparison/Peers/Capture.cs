namespace PackageWall.Benchmarks.Comparison.Peers;

/// <summary>Takes answers of the wall down into files, so that bare servers can give just the same bytes.</summary>
internal sealed class Capture(Workplace place, string folder)
{
    private int _number;

    /// <summary>Asks and sees that it succeeds.</summary>
    public async Task AskAsync(Uri address, IReadOnlyList<(string Name, string Value)> headers)
    {
        using HttpResponseMessage answer = await SendAsync(address, headers).ConfigureAwait(false);
    }

    /// <summary>Takes one answer down.</summary>
    public async Task<Sample> TakeAsync(Uri address, IReadOnlyList<(string Name, string Value)> headers, bool isFile)
    {
        using HttpResponseMessage answer = await SendAsync(address, headers).ConfigureAwait(false);
        string file = Path.Combine(folder, $"{_number}.body");
        await File.WriteAllBytesAsync(file, await answer.Content.ReadAsByteArrayAsync(place.Cancellation).ConfigureAwait(false), place.Cancellation).ConfigureAwait(false);
        return new Sample(
            $"/s/{_number++}",
            file,
            answer.Content.Headers.ContentType?.ToString() ?? "application/octet-stream",
            answer.Content.Headers.ContentEncoding.FirstOrDefault(),
            answer.Headers.ETag?.ToString(),
            isFile);
    }

    /// <summary>Makes an answer of a size, of bytes that do not matter.</summary>
    public Sample Make(int size)
    {
        string file = Path.Combine(folder, $"{_number}.body");
        byte[] bytes = new byte[size];
        Array.Fill(bytes, (byte)'x');
        File.WriteAllBytes(file, bytes);
        return new Sample($"/s/{_number++}", file, "application/json", null, "\"anchor\"", IsFile: false);
    }

    private async Task<HttpResponseMessage> SendAsync(Uri address, IReadOnlyList<(string Name, string Value)> headers)
    {
        for (int attempt = 1; ; attempt++)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, address);
            foreach ((string name, string value) in headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            HttpResponseMessage answer = await place.Http.SendAsync(request, place.Cancellation).ConfigureAwait(false);
            if (answer.IsSuccessStatusCode)
            {
                return answer;
            }

            string said = $"{address.PathAndQuery} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(place.Cancellation).ConfigureAwait(false)}";
            answer.Dispose();
            if (attempt == 3)
            {
                throw new ComparisonException(said);
            }

            await Task.Delay(TimeSpan.FromSeconds(2), place.Cancellation).ConfigureAwait(false);
        }
    }
}
