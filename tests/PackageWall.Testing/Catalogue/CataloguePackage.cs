using System.Text.Json.Nodes;
using PackageWall.Packages;
using PackageWall.Testing.Packages;

namespace PackageWall.Testing.Catalogue;

/// <summary>
/// A package as data, so that evasions can rewrite its files before it is built. Never executed; hosts are under <c>.invalid</c>.
/// </summary>
/// <param name="Form">What it is built as.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Files">Its files without the top folder. A wheel's <c>{info}/</c> and <c>{data}/</c> stand for its own folders.</param>
public sealed record CataloguePackage(PackageForm Form, string Name, string Version, IReadOnlyList<CatalogueFile> Files)
{
    /// <summary>More of the manifest: members of package.json as an object, lines of METADATA, or elements of a nuspec's metadata.</summary>
    public string Manifest { get; init; } = "";

    /// <summary>Whose package.</summary>
    public Ecosystem Ecosystem => Form switch { PackageForm.Npm => Ecosystem.Npm, PackageForm.Nupkg => Ecosystem.NuGet, _ => Ecosystem.PyPi };

    /// <summary>The name of the file that a registry would serve.</summary>
    public string FileName => Form switch
    {
        PackageForm.Npm => new NpmPackageBuilder(Name, Version).FileName,
        PackageForm.Wheel => new WheelBuilder(Name, Version).FileName,
        PackageForm.Sdist => new SdistBuilder(Name, Version).FileName,
        _ => new NupkgBuilder(Name, Version).FileName,
    };

    /// <summary>The same package with every file changed, or left out where the change gives null.</summary>
    public CataloguePackage Change(Func<CatalogueFile, CatalogueFile?> change) => this with { Files = [.. Files.Select(change).OfType<CatalogueFile>()] };

    /// <summary>The same package with more files.</summary>
    public CataloguePackage And(params CatalogueFile[] files) => this with { Files = [.. Files, .. files] };

    /// <summary>The artifact.</summary>
    public byte[] Build()
    {
        switch (Form)
        {
            case PackageForm.Npm:
                NpmPackageBuilder npm = new(Name, Version);
                foreach ((string key, JsonNode? value) in Manifest.Length == 0 ? [] : JsonNode.Parse(Manifest)!.AsObject())
                {
                    npm.With(key, value?.DeepClone());
                }

                Each(file => npm.File(file.Path, file.Content));
                return npm.Build();
            case PackageForm.Wheel:
                WheelBuilder wheel = new(Name, Version);
                string stem = $"{Name.Replace('-', '_')}-{Version}";
                Lines(line => wheel.Metadata(line));
                Each(file => wheel.File(file.Path.Replace("{info}", $"{stem}.dist-info", StringComparison.Ordinal).Replace("{data}", $"{stem}.data", StringComparison.Ordinal), file.Content));
                return wheel.Build();
            case PackageForm.Sdist:
                SdistBuilder sdist = new(Name, Version);
                Lines(line => sdist.Metadata(line));
                Each(file => sdist.File(file.Path, file.Content));
                return sdist.Build();
            default:
                NupkgBuilder nupkg = new(Name, Version);
                Lines(line => nupkg.Metadata(line));
                Each(file => nupkg.File(file.Path, file.Content));
                return nupkg.Build();
        }
    }

    private void Each(Action<CatalogueFile> add) => Files.ToList().ForEach(add);

    private void Lines(Action<string> add) => Manifest.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList().ForEach(add);
}
