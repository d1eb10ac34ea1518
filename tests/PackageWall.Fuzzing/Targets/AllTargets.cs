using PackageWall.Fuzzing.Engine;
using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Languages;
using PackageWall.Packages;
using PackageWall.Testing.Catalogue;

namespace PackageWall.Fuzzing.Targets;

/// <summary>Everything that is fuzzed. A new reader is a line here.</summary>
internal static class AllTargets
{
    /// <summary>The targets, those that depend on least first.</summary>
    public static IReadOnlyList<IFuzzTarget> All { get; } =
    [
        new DeflateTarget(),
        new ContainerTarget(ArchiveFormats.Tar), new ContainerTarget(ArchiveFormats.Gzip), new ContainerTarget(ArchiveFormats.Zip), new ArchiveTarget(),
        new LanguageTarget("javascript", Language.JavaScript, "index.js"), new LanguageTarget("typescript", Language.JavaScript, "index.ts"), new LanguageTarget("tsx", Language.JavaScript, "index.tsx"),
        new LanguageTarget("python", Language.Python, "setup.py"), new LanguageTarget("shell", Language.Shell, "a.sh"),
        new LanguageTarget("powershell", Language.PowerShell, "a.ps1"), new LanguageTarget("batch", Language.Batch, "a.cmd"), new LanguageTarget("gyp", Language.Gyp, "binding.gyp"),
        new LanguageTarget("pth", Language.Pth, "a.pth"), new LanguageTarget("msbuild", Language.MsBuild, "a.targets"), new LanguageTarget("csharp", Language.CSharp, "a.cs"),
        new LanguageTarget("dotnet", Language.DotNet, "a.dll", InputKind.Binary), new LanguageTarget("native", Language.Native, "a.so", InputKind.Binary), new PycTarget(),
        new OutlineTarget(Language.JavaScript, "index.js"), new OutlineTarget(Language.Python, "a.py"),
        new LayersTarget(),
        new ManifestTarget("manifest-npm", Ecosystem.Npm, "pw-demo-1.0.0.tgz"), new ManifestTarget("manifest-wheel", Ecosystem.PyPi, "pw_demo-1.0.0-py3-none-any.whl"),
        new ManifestTarget("manifest-sdist", Ecosystem.PyPi, "pw_demo-1.0.0.tar.gz"), new ManifestTarget("manifest-nuget", Ecosystem.NuGet, "pwdemo.1.0.0.nupkg"),
        DocumentTarget.Packument, DocumentTarget.ProjectPage, DocumentTarget.Registration, new NamesTarget(),
        new InspectorTarget(PackageForm.Npm), new InspectorTarget(PackageForm.Wheel), new InspectorTarget(PackageForm.Sdist), new InspectorTarget(PackageForm.Nupkg),
    ];

    /// <summary>The targets of one name, or all for <c>all</c>.</summary>
    public static IReadOnlyList<IFuzzTarget> Named(string name) => name == "all" ? All : [.. All.Where(target => target.Name == name)];
}
