using System.Globalization;
using PackageWall.Feeds.Documents;
using PackageWall.Feeds.Npm;
using PackageWall.Packages;

namespace PackageWall.Benchmarks.Documents;

/// <summary>What packages that were read keep in memory beside the documents' own bytes: they are held by the thousand.</summary>
internal static class HeldMemory
{
    private const int Copies = 8;

    public static int Run()
    {
        foreach (string name in StoredDocuments.Names("npm"))
        {
            byte[] document = StoredDocuments.Load("npm", name);
            PackageName package = StoredDocuments.NameOf(Ecosystem.Npm, document);
            Print("npm " + name, () => ((PackumentReading.Read)NpmPackumentReader.Read(document, package)).Package, read => read.Versions.Count);
        }

        byte[] registration = MadeDocuments.Registration(120);
        PackageName id = PackageName.Parse(Ecosystem.NuGet, "Pw.Demo");
        Print("nuget made", () => NuGetDocuments.Join(id, NuGetDocuments.Read(registration, id)), read => read.Package.Versions.Count);
        byte[] page = MadeDocuments.ProjectPage(1500);
        PackageName project = PackageName.Parse(Ecosystem.PyPi, "pw-demo");
        Print("pypi made (per file)", () => PyPiDocuments.Read(page, project), read => read.Files.Count);
        return 0;
    }

    private static void Print<T>(string name, Func<T> read, Func<T, int> count)
    {
        // Once first: tables and compiled code are no part of it.
        int each = count(read());
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var held = new List<T>(Copies);
        for (int i = 0; i < Copies; i++)
        {
            held.Add(read());
        }

        long after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(held);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(after - before) / (double)(Copies * each),8:0} bytes for each of {each} versions of {name}"));
    }
}
