using PackageWall.Catalogue;

if (args is not [var folder])
{
    Console.Error.WriteLine("Usage: PackageWall.Catalogue FOLDER: writes the catalogue of attacks and honest look-alikes for `packagewall eval samples FOLDER`.");
    return 1;
}

Console.WriteLine($"{CatalogueFolder.Write(folder)} archives in {folder}");
return 0;
