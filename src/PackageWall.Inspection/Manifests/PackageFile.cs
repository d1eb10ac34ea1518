namespace PackageWall.Inspection.Manifests;

/// <summary>One file of a package.</summary>
/// <param name="Path">Path inside the package, with forward slashes; files of nested archives are <c>outer.zip!/inner.py</c>.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Language">What it is, as <see cref="Languages.LanguageSniffer"/> says from name and bytes.</param>
/// <param name="Sha256">Lower-case hex.</param>
public sealed record PackageFile(string Path, ReadOnlyMemory<byte> Content, string Language, string Sha256)
{
    /// <summary>Whether the archive marks it executable.</summary>
    public bool IsExecutable { get; init; }
}
