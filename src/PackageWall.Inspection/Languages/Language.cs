namespace PackageWall.Inspection.Languages;

/// <summary>The names of the languages and kinds of file that inspection tells apart.</summary>
public static class Language
{
    /// <summary>JavaScript, CommonJS or ES modules, TypeScript and JSX.</summary>
    public const string JavaScript = "javascript";

    /// <summary>Python source.</summary>
    public const string Python = "python";

    /// <summary>POSIX shell and its relatives; also the command lines of npm scripts.</summary>
    public const string Shell = "shell";

    /// <summary>PowerShell.</summary>
    public const string PowerShell = "powershell";

    /// <summary>Windows batch files.</summary>
    public const string Batch = "batch";

    /// <summary>MSBuild props, targets and projects.</summary>
    public const string MsBuild = "msbuild";

    /// <summary>A managed assembly.</summary>
    public const string DotNet = "dotnet";

    /// <summary>Native code: ELF, PE without metadata, Mach-O, WebAssembly.</summary>
    public const string Native = "native";

    /// <summary>C# or VB source, as <c>contentFiles</c> and inline tasks carry it.</summary>
    public const string CSharp = "csharp";

    /// <summary><c>binding.gyp</c> and <c>.gypi</c>.</summary>
    public const string Gyp = "gyp";

    /// <summary>A Python path configuration file.</summary>
    public const string Pth = "pth";

    /// <summary>Compiled Python.</summary>
    public const string Pyc = "pyc";

    /// <summary>JSON.</summary>
    public const string Json = "json";

    /// <summary>Text of no language that runs.</summary>
    public const string Text = "text";

    /// <summary>An archive inside the archive.</summary>
    public const string Archive = "archive";

    /// <summary>Bytes of no kind that is known.</summary>
    public const string Binary = "binary";
}
