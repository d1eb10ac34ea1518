using System.Security.Cryptography;
using PackageWall.Core.Blobs;

namespace PackageWall.Data.Tests.Blobs;

/// <summary>What every blob store must do.</summary>
public abstract class BlobStoreCompliance
{
    private static CancellationToken None => CancellationToken.None;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_536)]
    [InlineData(1_000_003)]
    [InlineData(9_000_001)]
    public async Task A_blob_is_read_back_committed_and_opened_with_its_bytes(int length)
    {
        IBlobStore store = Open();
        byte[] bytes = Bytes(length);
        await using IBlobWriter writer = await store.CreateAsync(None);
        await WriteAsync(writer, bytes);

        ReadOnlyMemory<byte> back = await writer.ReadBackAsync(None);
        back.Span.SequenceEqual(bytes).ShouldBeTrue();
        BlobIdentity identity = await writer.CommitAsync(None);

        identity.ShouldBe(new BlobIdentity(Convert.ToHexStringLower(SHA256.HashData(bytes)), length));
        (await store.ExistsAsync(identity.Sha256, None)).ShouldBeTrue();
        await using BlobContent? content = await store.OpenAsync(identity.Sha256, None);
        content.ShouldNotBeNull().Identity.ShouldBe(identity);
        (await ReadAsync(content)).ShouldBe(bytes);
    }

    [Fact]
    public async Task Reading_back_gives_the_bytes_so_far_and_writing_goes_on()
    {
        IBlobStore store = Open();
        byte[] bytes = Bytes(6_000_000);
        await using IBlobWriter writer = await store.CreateAsync(None);

        await writer.Stream.WriteAsync(bytes.AsMemory(0, 5_000_000));
        (await writer.ReadBackAsync(None)).Span.SequenceEqual(bytes.AsSpan(0, 5_000_000)).ShouldBeTrue();
        await writer.Stream.WriteAsync(bytes.AsMemory(5_000_000));
        (await writer.ReadBackAsync(None)).Span.SequenceEqual(bytes).ShouldBeTrue();

        (await writer.CommitAsync(None)).Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    [Fact]
    public async Task What_was_not_committed_is_not_there()
    {
        IBlobStore store = Open();
        byte[] bytes = Bytes(1_000);
        await using (IBlobWriter writer = await store.CreateAsync(None))
        {
            await WriteAsync(writer, bytes);
        }

        string sha = Convert.ToHexStringLower(SHA256.HashData(bytes));
        (await store.ExistsAsync(sha, None)).ShouldBeFalse();
        (await store.OpenAsync(sha, None)).ShouldBeNull();
    }

    [Fact]
    public async Task Committing_twice_or_what_is_there_already_is_no_error()
    {
        IBlobStore store = Open();
        byte[] bytes = Bytes(1_000);
        BlobIdentity first;
        await using (IBlobWriter writer = await store.CreateAsync(None))
        {
            await WriteAsync(writer, bytes);
            first = await writer.CommitAsync(None);
            (await writer.CommitAsync(None)).ShouldBe(first);
        }

        await using BlobContent? reading = await store.OpenAsync(first.Sha256, None);
        await using (IBlobWriter writer = await store.CreateAsync(None))
        {
            await WriteAsync(writer, bytes);
            (await writer.CommitAsync(None)).ShouldBe(first);
        }

        (await ReadAsync(reading!)).ShouldBe(bytes);
    }

    [Fact]
    public async Task Many_writers_of_the_same_and_of_different_bytes_do_not_disturb_each_other()
    {
        IBlobStore store = Open();

        BlobIdentity[] identities = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(async () =>
        {
            await using IBlobWriter writer = await store.CreateAsync(None);
            await WriteAsync(writer, Bytes(10_000 + (i % 8)));
            return await writer.CommitAsync(None);
        })));

        identities.Distinct().Count().ShouldBe(8);
        foreach (BlobIdentity identity in identities.Distinct())
        {
            await using BlobContent? content = await store.OpenAsync(identity.Sha256, None);
            Convert.ToHexStringLower(SHA256.HashData(await ReadAsync(content!))).ShouldBe(identity.Sha256);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("../../../../etc/passwd")]
    [InlineData("aa/../../../../../../../../../../../../../../../etc/hostname12345")]
    [InlineData("ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0")]
    public async Task What_is_no_hash_names_no_blob(string name)
    {
        IBlobStore store = Open();

        (await store.ExistsAsync(name, None)).ShouldBeFalse();
        (await store.OpenAsync(name, None)).ShouldBeNull();
    }

    private protected abstract IBlobStore Open();

    private protected static byte[] Bytes(int length)
    {
        byte[] bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private protected static async Task<byte[]> ReadAsync(BlobContent content)
    {
        var copy = new MemoryStream();
        await content.Stream.CopyToAsync(copy);
        return copy.ToArray();
    }

    // In pieces of changing size, by both kinds of write.
    private protected static async Task WriteAsync(IBlobWriter writer, byte[] bytes)
    {
        for (int at = 0, piece = 1; at < bytes.Length; at += piece, piece = Math.Min((piece * 3) + 1, 100_000))
        {
            piece = Math.Min(piece, bytes.Length - at);
            if (piece % 2 == 0)
            {
                await writer.Stream.WriteAsync(bytes.AsMemory(at, piece));
            }
            else
            {
                writer.Stream.Write(bytes, at, piece);
            }
        }
    }
}
