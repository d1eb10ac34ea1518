using System.Text;

namespace PackageWall.Testing.Archives;

/// <summary>Zips with bytes, entries, directories or ends that only some readers find.</summary>
internal static class HostileZipStructures
{
    private static readonly byte[] HiddenBytes = Encoding.UTF8.GetBytes(HostileArchives.Hidden);
    private static readonly ZipItem First = new() { Name = "pkg/__init__.py", Content = "harmless"u8.ToArray() };
    private static readonly ZipItem Second = new() { Name = "pkg/a.py", Content = HiddenBytes };
    private static readonly byte[] Other = HonestArchives.Zip(("pkg/evil.py", HostileArchives.Hidden));

    public static IEnumerable<HostileArchive> All()
    {
        yield return Make("zip-entry-not-in-directory", new() { Items = [First, new() { Name = "pkg/a.py", Content = HiddenBytes, IsOnlyLocal = true }, Second] }, "zip.gap");
        yield return Make("zip-last-entry-not-in-directory", new() { Items = [First, new() { Name = "pkg/a.py", Content = HiddenBytes, IsOnlyLocal = true }] }, "zip.gap");
        yield return Make("zip-first-entry-not-in-directory", new() { Items = [new() { Name = "pkg/a.py", Content = HiddenBytes, IsOnlyLocal = true }, First] }, "zip.prepended");
        yield return Make("zip-gap", new() { Items = [First, new() { Name = "pkg/a.py", Content = HiddenBytes, Before = HiddenBytes }] }, "zip.gap");
        yield return Make("zip-gap-before-directory", new() { Items = [First], BeforeDirectory = HiddenBytes }, "zip.gap");
        yield return Make("zip-prepended-counted", new() { Items = [new() { Name = "pkg/a.py", Content = HiddenBytes, Before = "#!/bin/sh\n"u8.ToArray() }] }, "zip.prepended");
        yield return new("zip-prepended-not-counted", [.. "#!/bin/sh\n"u8, .. Plain()], "zip", "zip.directory");
        yield return new("zip-behind-zip", [.. Other, .. Plain()], "zip", "zip.directory");
        yield return Make("zip-trailing-bytes", new() { Items = [First], Trailing = HiddenBytes }, "zip.trailing");
        yield return Make("zip-trailing-zeros", new() { Items = [First], Trailing = new byte[100] }, "zip.trailing");
        yield return Make("zip-trailing-many-zeros", new() { Items = [First], Trailing = new byte[66_000] }, "zip.trailing");
        yield return Make("zip-trailing-zip", new() { Items = [First], Trailing = Other }, "zip.two-ends");
        yield return Make("zip-comment", new() { Items = [First], Comment = HiddenBytes }, "zip.comment");
        yield return Make("zip-comment-with-end", new() { Items = [First], Comment = [.. "PK\x05\x06"u8, .. new byte[18]] }, "zip.two-ends");
        yield return Make("zip-comment-with-zip", new() { Items = [First], Comment = Other }, "zip.two-ends");
        yield return Make("zip-comment-longer-than-file", new() { Items = [First], CommentLength = 50 }, "zip.end");
        yield return Make("zip-comment-shorter-than-rest", new() { Items = [First], Comment = HiddenBytes, CommentLength = 2 }, "zip.trailing");
        yield return new("zip-without-end", Plain()[..^22], "zip", "zip.end");
        yield return new("zip-cut", Plain()[..60], "zip", "zip.end");
        yield return Make("zip-empty", new(), "zip.empty");
        yield return Make("zip-overlapping-entries", new() { Items = [First, new() { Name = "pkg/b.py", Content = First.Content, IsOnlyCentral = true, Central = new() { Offset = 0 } }] }, "zip.overlap");
        yield return Make("zip-content-into-directory", new() { Items = [First, new() { Name = "pkg/a.py", Content = HiddenBytes, IsStored = true, Central = new() { Packed = 90, Unpacked = 90 } }] }, "zip.overlap");
        yield return Make("zip-offset-into-nothing", new() { Items = [First, new() { Name = "pkg/a.py", Content = HiddenBytes, Central = new() { Offset = 5 } }] }, "zip.overlap");
        yield return Make("zip-offset-behind-file", new() { Items = [First, new() { Name = "pkg/a.py", Content = HiddenBytes, Central = new() { Offset = 500_000 } }] }, "zip.local-header");
        yield return Make("zip-directory-in-other-order", new() { Items = [First, Second], IsDirectoryReversed = true }, "zip.order");
        yield return End("zip-count-too-small", (count, size, offset) => (count - 1, size, offset), "zip.directory");
        yield return End("zip-count-too-large", (count, size, offset) => (count + 1, size, offset), "zip.directory");
        yield return End("zip-directory-size-too-small", (count, size, offset) => (count, size - 10, offset), "zip.directory");
        yield return End("zip-directory-size-zero", (count, _, offset) => (count, 0, offset), "zip.directory");
        yield return End("zip-directory-offset-wrong", (count, size, offset) => (count, size, offset + 4), "zip.directory");
        yield return End("zip-directory-offset-zero", (count, size, _) => (count, size, 0), "zip.directory");
        yield return Make("zip-other-disk", new() { Items = [First], Disk = 1 }, "zip.disk");
        yield return Make("zip-second-directory", new() { Items = [First, Second], BeforeEnd = (_, _, _) => Other[^70..^22] }, "zip.directory");
        yield return Make("zip-second-end", new() { Items = [First, Second], BeforeEnd = (_, _, _) => [.. "PK\x05\x06"u8, .. new byte[18]] }, "zip.two-ends");
        yield return Make("zip64-not-needed", new() { Items = [First], BeforeEnd = (count, size, offset) => ZipBuilder.Zip64End(count, size, offset) }, "zip.zip64");
        yield return Make("zip64-contradicts", new() { Items = [First, Second], BeforeEnd = (_, size, offset) => ZipBuilder.Zip64End(1, size, offset) }, "zip.zip64");
        yield return Make("zip64-with-more-data", new() { Items = [First], BeforeEnd = (count, size, offset) => ZipBuilder.Zip64End(count, size, offset, recordSize: 50) }, "zip.zip64");
        yield return Make("zip64-locator-alone", new() { Items = [First], BeforeEnd = (_, _, _) => new ByteWriter().Mark(6, 7).U32(0).U64(0).U32(1).ToArray() }, "zip.zip64");
        yield return Make("zip64-locator-elsewhere", new() { Items = [First], BeforeEnd = (count, size, offset) => [.. ZipBuilder.Zip64End(count, size, offset)[..56], .. new byte[4], .. ZipBuilder.Zip64End(count, size, offset)[56..]] }, "zip.zip64");
    }

    private static byte[] Plain() => new ZipBuilder { Items = [First, Second] }.ToArray();

    private static HostileArchive Make(string name, ZipBuilder zip, string code) => new(name, zip.ToArray(), "zip", code);

    private static HostileArchive End(string name, Func<int, uint, uint, (int Count, uint Size, uint Offset)> lie, string code) =>
        Make(name, new ZipBuilder { Items = [First, Second], End = lie }, code);
}
