using System.Text.Json;
using System.Text.Json.Nodes;
using PackageWall.Packages;
using PackageWall.Testing.Catalogue;

namespace PackageWall.Catalogue;

/// <summary>Writes the catalogue as archives with their expectations, in the form that <c>packagewall eval samples</c> reads.</summary>
internal static class CatalogueFolder
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Writes everything under a folder and gives the number of archives.</summary>
    public static int Write(string folder)
    {
        int archives = 0;
        JsonArray samples = [];
        foreach (CatalogueFixture fixture in AttackCatalogue.All)
        {
            samples.Add(new JsonObject
            {
                ["id"] = fixture.Id,
                ["group"] = fixture.Row,
                ["rules"] = fixture.Expected,
                ["expect"] = fixture.Expect.ToString().ToLowerInvariant(),
                ["ecosystem"] = fixture.Attack.Ecosystem.Name(),
                ["file"] = Save($"attacks/{fixture.Id}", fixture.Attack),
                ["earlier"] = fixture.Earlier is { } earlier ? Save($"earlier/{fixture.Id}", earlier) : null,
                ["outOfScope"] = fixture.OutOfScope,
            });
        }

        foreach (CataloguePackage twin in AttackCatalogue.Twins)
        {
            samples.Add(new JsonObject { ["id"] = twin.Name, ["expect"] = "clean", ["ecosystem"] = twin.Ecosystem.Name(), ["file"] = Save("honest", twin) });
        }

        foreach (CatalogueFixture fixture in AttackCatalogue.All.Where(fixture => fixture.Earlier is not null))
        {
            samples.Add(new JsonObject { ["id"] = $"{fixture.Id} before", ["expect"] = "clean", ["ecosystem"] = fixture.Attack.Ecosystem.Name(), ["file"] = Save($"earlier/{fixture.Id}", fixture.Earlier!) });
        }

        File.WriteAllText(Path.Combine(folder, "samples.json"), new JsonObject { ["samples"] = samples }.ToJsonString(Indented));
        return archives;

        string Save(string under, CataloguePackage package)
        {
            string name = $"{under}/{package.FileName}";
            string path = Path.Combine(folder, name);
            if (!File.Exists(path))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                archives++;
            }

            File.WriteAllBytes(path, package.Build());
            return name;
        }
    }
}
