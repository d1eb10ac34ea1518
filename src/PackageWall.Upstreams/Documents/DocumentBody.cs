using PackageWall.Core.Documents;
using PackageWall.Upstreams.Http;

namespace PackageWall.Upstreams.Documents;

/// <summary>Reads a document's body into borrowed memory, with a bound on size (after decompression) and on the time between two reads.</summary>
internal static class DocumentBody
{
    private const int FirstLength = 64 << 10;

    /// <summary>The length of the body in the buffer, or null when it is larger than the bound. Throws what the network throws.</summary>
    public static async Task<int?> ReadAsync(HttpResponseMessage message, DocumentBuffer buffer, int limit, TimeProvider time, CancellationToken cancellation)
    {
        long? promised = message.Content.Headers.ContentLength;
        if (promised > limit)
        {
            return null;
        }

        using var idle = new CancellationTokenSource(BodyReader.IdleTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, idle.Token);
        await using Stream body = await message.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
        int wanted = (int)Math.Max(promised + 1 ?? 0, FirstLength);
        if (buffer.Memory.Length < wanted)
        {
            await buffer.GrowAsync(wanted, cancellation).ConfigureAwait(false);
        }

        int length = 0;
        while (true)
        {
            idle.CancelAfter(BodyReader.IdleTime);
            int read = await body.ReadAsync(buffer.Memory[length..], either.Token).ConfigureAwait(false);
            if (read == 0)
            {
                return length;
            }

            length += read;
            if (length > limit)
            {
                return null;
            }

            if (length == buffer.Memory.Length)
            {
                // Others are being read now; the upstream waits meanwhile, and that is not its fault.
                idle.CancelAfter(Timeout.InfiniteTimeSpan);
                await buffer.GrowAsync((int)Math.Min((long)length * 2, limit + 1L), cancellation).ConfigureAwait(false);
            }
        }
    }
}
