using System.Text;

namespace PackageWall.Testing.Catalogue;

/// <summary>One file of a fixture, at its place in the package without the top folder.</summary>
/// <param name="Path">Where.</param>
/// <param name="Content">Its bytes.</param>
public sealed record CatalogueFile(string Path, byte[] Content)
{
    /// <summary>A file of UTF-8 text.</summary>
    public CatalogueFile(string path, string text)
        : this(path, Encoding.UTF8.GetBytes(text))
    {
    }

    /// <summary>Its bytes as UTF-8 text.</summary>
    public string Text => Encoding.UTF8.GetString(Content);

    /// <summary>Lets fixtures be written as pairs.</summary>
    public static implicit operator CatalogueFile((string Path, string Text) file) => new(file.Path, file.Text);

    /// <summary>Lets fixtures be written as pairs.</summary>
    public static implicit operator CatalogueFile((string Path, byte[] Content) file) => new(file.Path, file.Content);
}
