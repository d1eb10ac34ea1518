using PackageWall.Testing.Packages;

namespace PackageWall.EndToEnd.Tests.PyPi;

/// <summary>Source distributions that build on any machine and without a network: they bring their own small build backend (PEP 517).</summary>
internal static class Sdists
{
    /// <summary>A source distribution with one module.</summary>
    public static SdistBuilder WithOwnBackend(string name, string version)
    {
        string module = name.Replace('-', '_');
        return new SdistBuilder(name, version)
            .File("pyproject.toml", "[build-system]\nrequires = []\nbuild-backend = \"backend\"\nbackend-path = [\".\"]\n")
            .File("backend.py", Backend.Replace("PROJECT", name).Replace("MODULE", module).Replace("VERSION", version))
            .File($"{module}.py", $"VERSION = \"{version}\"\n");
    }

    private const string Backend = """
        import zipfile

        STEM = "MODULE-VERSION"


        def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
            name = STEM + "-py3-none-any.whl"
            info = STEM + ".dist-info/"
            with zipfile.ZipFile(wheel_directory + "/" + name, "w") as wheel:
                wheel.write("MODULE.py", "MODULE.py")
                wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\nName: PROJECT\nVersion: VERSION\n")
                wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\nGenerator: backend\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
                wheel.writestr(info + "RECORD", "MODULE.py,,\n" + info + "METADATA,,\n" + info + "WHEEL,,\n" + info + "RECORD,,\n")
            return name

        """;
}
