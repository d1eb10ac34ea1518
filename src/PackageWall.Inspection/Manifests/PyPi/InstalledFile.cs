namespace PackageWall.Inspection.Manifests.PyPi;

/// <summary>Where an installer puts files of a distribution.</summary>
internal enum InstallPlace
{
    /// <summary>Site-packages: importable, and read at start.</summary>
    Site,

    /// <summary>The folder of commands.</summary>
    Scripts,

    /// <summary>The prefix of the environment, or headers.</summary>
    Prefix,

    /// <summary>Metadata of the distribution, or files of a source distribution that are not installed.</summary>
    None,
}

/// <summary>A file of the package and where it goes.</summary>
/// <param name="Path">In the package.</param>
/// <param name="Place">The scheme.</param>
/// <param name="Installed">Relative to the scheme's folder.</param>
internal readonly record struct InstalledFile(string Path, InstallPlace Place, string Installed);
