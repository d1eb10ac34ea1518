using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PackageWall.Feeds.Definitions;
using PackageWall.Feeds.Documents;
using PackageWall.Feeds.Npm;
using PackageWall.Feeds.NuGet;
using PackageWall.Feeds.PyPi;
using PackageWall.Packages;

namespace PackageWall.Benchmarks.Documents;

/// <summary>One line for everything that is read out of a folder's documents and written from them under several views.</summary>
internal static class DocumentDigests
{
    public static int Run()
    {
        foreach (string name in StoredDocuments.Names("npm"))
        {
            Npm(name, StoredDocuments.Load("npm", name));
        }

        foreach (string name in StoredDocuments.Names("nuget"))
        {
            NuGet(name, PackageName.Parse(Ecosystem.NuGet, name), StoredDocuments.Load("nuget", name));
        }

        NuGet("made", PackageName.Parse(Ecosystem.NuGet, "Pw.Demo"), MadeDocuments.Registration(120));
        foreach (string name in StoredDocuments.Names("pypi"))
        {
            PyPi(name, PackageName.Parse(Ecosystem.PyPi, name), StoredDocuments.Load("pypi", name));
        }

        PyPi("made", PackageName.Parse(Ecosystem.PyPi, "pw-demo"), MadeDocuments.ProjectPage(1500));
        return 0;
    }

    private static void Npm(string name, byte[] document)
    {
        UpstreamPackage package = ((PackumentReading.Read)NpmPackumentReader.Read(document, StoredDocuments.NameOf(Ecosystem.Npm, document))).Package;
        Print($"npm {name} read", Describe(package));
        foreach ((string view, DocumentView withheld) in BenchmarkViews.All(package))
        {
            foreach (PackumentForm form in Enum.GetValues<PackumentForm>())
            {
                var output = new ArrayBufferWriter<byte>();
                PackumentWriting writing = NpmPackumentWriter.Write(output, document, package, withheld, form);
                Print($"npm {name} {view} {form} {writing}", output.WrittenSpan);
            }

            string[] wanted = ["latest", "next", .. package.Versions.Select(version => version.Spelling).Where((_, index) => index % 500 == 3)];
            foreach (string one in wanted)
            {
                var output = new ArrayBufferWriter<byte>();
                ManifestWriting writing = NpmManifestWriter.Write(output, document, package, withheld, one);
                Print($"npm {name}@{one} {view} {writing.GetType().Name}", output.WrittenSpan);
            }
        }
    }

    private static void NuGet(string name, PackageName id, byte[] document)
    {
        NuGetPackage package = NuGetDocuments.Join(id, NuGetDocuments.Read(document, id));
        Print($"nuget {name} read", Describe(package.Package));
        foreach ((string view, DocumentView withheld) in BenchmarkViews.All(package.Package))
        {
            bool written = RegistrationWriter.TryWriteIndex(package, withheld, out byte[] index);
            Print($"nuget {name} {view} index {written}", index);
            written = RegistrationWriter.TryWritePage(package, withheld, package.Package.Versions[0].Version, package.Package.Versions[^1].Version, out byte[] page);
            Print($"nuget {name} {view} page {written}", page);
        }
    }

    private static void PyPi(string name, PackageName project, byte[] document)
    {
        SimplePage page = PyPiDocuments.Read(document, project);
        Print($"pypi {name} read", Describe(page.Package));
        foreach ((string view, DocumentView withheld) in BenchmarkViews.All(page.Package))
        {
            foreach (WithheldDisplay display in Enum.GetValues<WithheldDisplay>())
            {
                var options = new SimplePageOptions { Display = display };
                Print($"pypi {name} {view} {display} json", SimplePageWriter.Write(page, withheld, options, SimpleFormat.Json));
                Print($"pypi {name} {view} {display} html", SimplePageWriter.Write(page, withheld, options, SimpleFormat.Html));
            }
        }
    }

    private static byte[] Describe(UpstreamPackage package)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{package.Name} {package.Unreadable} {string.Join(',', package.Tags)}\n");
        foreach (UpstreamVersion version in package.Versions)
        {
            text.Append(CultureInfo.InvariantCulture, $"{version.Version.Key} {version.Version.Value} {version.Spelling} {version.PublishedAt:O} {version.Deprecated} {version.IsListed} {version.IsYanked}\n");
            foreach (UpstreamArtifact file in version.Artifacts)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {file.FileName} {file.Url.OriginalString} {file.Url.AbsoluteUri} {file.Size} {file.UploadedAt:O} {file.CatalogUrl} {file.MetadataUrl}\n");
                text.AppendJoin(' ', file.Hashes.Select(hash => $"{hash.Algorithm}:{hash.Hex}")).Append('\n');
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Print(string what, ReadOnlySpan<byte> bytes) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(SHA256.HashData(bytes)).AsSpan(0, 24)} {bytes.Length,10} {what}"));
}
