namespace PackageWall.Upstreams.Http;

/// <summary>Reads bodies with a bound on size (after decompression) and on the time between two reads.</summary>
internal static class BodyReader
{
    public static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(30);

    /// <summary>The whole body, or null when it is larger than the bound. Throws what the network throws; a short body is an error.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpResponseMessage message, int limit, CancellationToken cancellation)
    {
        long? promised = message.Content.Headers.ContentLength;
        if (promised > limit)
        {
            return null;
        }

        using var idle = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        idle.CancelAfter(IdleTime);
        await using Stream body = await message.Content.ReadAsStreamAsync(idle.Token).ConfigureAwait(false);
        byte[] buffer = new byte[Math.Clamp(promised ?? 64 << 10, 4 << 10, limit) + 1];
        int length = 0;
        while (true)
        {
            idle.CancelAfter(IdleTime);
            int read = await body.ReadAsync(buffer.AsMemory(length), idle.Token).ConfigureAwait(false);
            if (read == 0)
            {
                return buffer.AsMemory(0, length);
            }

            length += read;
            if (length > limit)
            {
                return null;
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, (int)Math.Min((long)buffer.Length * 2, limit + 1L));
            }
        }
    }
}
