using System.Diagnostics;
using System.IO.Compression;
using PackageWall.Inspection.Archives;

namespace PackageWall.Inspection.Tests.Archives;

/// <summary>What honest tools write is read completely and without a hold.</summary>
public sealed class HonestToolsTests : IDisposable
{
    private const string Python = """
        import io, os, sys, tarfile, zipfile
        folder = sys.argv[1]
        names = ['package/package.json', 'package/' + 'd' * 60 + '/' + 'f' * 60, 'package/é/漢字.txt', 'package/' + 'n' * 120 + '.js']
        for title, form in (('gnu', tarfile.GNU_FORMAT), ('pax', tarfile.PAX_FORMAT), ('ustar', tarfile.USTAR_FORMAT)):
            with tarfile.open(os.path.join(folder, title + '.tar.gz'), 'w:gz', format=form) as t:
                for i, name in enumerate(names):
                    if title == 'ustar' and len(name) > 130: continue
                    m = tarfile.TarInfo(name)
                    m.size = i * 300
                    m.mtime = 1700000000.5 if title == 'pax' else 1700000000
                    t.addfile(m, io.BytesIO(b'x' * m.size))
        class Stream(io.RawIOBase):
            def __init__(self): self.parts = []
            def writable(self): return True
            def write(self, b): self.parts.append(bytes(b)); return len(b)
        def fill(target):
            with zipfile.ZipFile(target, 'w', zipfile.ZIP_DEFLATED) as z:
                for i, name in enumerate(names):
                    z.writestr(name, b'x' * (i * 300), zipfile.ZIP_STORED if i == 1 else None)
                z.mkdir('package/folder') if hasattr(z, 'mkdir') else z.writestr('package/folder/', b'')
        fill(os.path.join(folder, 'file.zip'))
        s = Stream()
        fill(s)
        open(os.path.join(folder, 'stream.zip'), 'wb').write(b''.join(s.parts))
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("packagewall-honest-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Archives_that_Python_writes_are_clean()
    {
        Run("python3", _folder, "-c", Python, _folder);

        string[] files = Directory.GetFiles(_folder);
        files.Length.ShouldBe(5);
        files.ShouldAllBe(file => Read(file).Entries.Count(entry => entry.Kind == ArchiveEntryKind.File) >= 3);
    }

    [Fact]
    public void Tarballs_that_npm_packs_are_clean()
    {
        string source = Directory.CreateDirectory(Path.Combine(_folder, "source", "lib", new string('d', 110))).FullName;
        File.WriteAllText(Path.Combine(source, "é.js"), "module.exports = 1;");
        File.WriteAllText(Path.Combine(_folder, "source", "package.json"), """{"name":"honest","version":"1.0.0"}""");

        Run("npm", Path.Combine(_folder, "source"), "pack", "--silent", "--offline", "--pack-destination", _folder);

        Read(Path.Combine(_folder, "honest-1.0.0.tgz")).Entries.Select(entry => entry.Path)
            .ShouldBe(["package/lib/" + new string('d', 110) + "/é.js", "package/package.json"], ignoreOrder: true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Zips_that_the_framework_writes_to_files_and_streams_are_clean(bool isStream)
    {
        using MemoryStream bytes = new();
        using (ZipArchive zip = new(isStream ? new OneWay(bytes) : bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (string name in (string[])["lib/a.dll", "lib/é.txt", "lib/stored.bin", "empty"])
            {
                ZipArchiveEntry entry = zip.CreateEntry(name, name.Contains("stored") ? CompressionLevel.NoCompression : CompressionLevel.Optimal);
                using Stream stream = entry.Open();
                stream.Write(new byte[name == "empty" ? 0 : 3_000]);
            }
        }

        ArchiveReading reading = ArchiveReader.Read(bytes.ToArray(), "zip", InspectionLimits.Default, CancellationToken.None);

        reading.Anomalies.ShouldBeEmpty();
        reading.Entries.Count.ShouldBe(4);
        reading.UnpackedBytes.ShouldBe(9_000);
    }

    // Their owner fields hold garbage that the framework's own reader throws on.
    [Theory]
    [Trait("Category", "Live")]
    [InlineData("statuses@1.5.0")]
    [InlineData("hpack.js@2.1.6")]
    [InlineData("http-deceiver@1.2.7")]
    public void Real_packages_with_garbage_in_owner_fields_are_read(string package)
    {
        Run("npm", _folder, "pack", package, "--silent", "--ignore-scripts", "--cache", Path.Combine(_folder, "cache"));

        Read(Directory.GetFiles(_folder, "*.tgz").ShouldHaveSingleItem()).Entries.ShouldContain(entry => entry.Path == "package/package.json");
    }

    private static ArchiveReading Read(string file)
    {
        ArchiveReading reading = ArchiveReader.Read(
            File.ReadAllBytes(file), file.EndsWith(".zip", StringComparison.Ordinal) ? "zip" : "tar.gz", InspectionLimits.Default, CancellationToken.None);
        reading.Anomalies.ShouldAllBe(anomaly => anomaly.Severity == AnomalySeverity.Note);
        return reading;
    }

    private static void Run(string program, string folder, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, output.Result + errors);
    }

    private sealed class OneWay(Stream inner) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);
    }
}
