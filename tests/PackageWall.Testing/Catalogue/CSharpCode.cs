using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace PackageWall.Testing.Catalogue;

/// <summary>Compiles C# into an assembly in memory. What comes out is only ever read, never loaded.</summary>
internal static class CSharpCode
{
    private static readonly ImmutableArray<MetadataReference> Platform =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)
                || Path.GetFileName(path) is "mscorlib.dll" or "netstandard.dll" or "Microsoft.Win32.Registry.dll" or "Microsoft.Win32.Primitives.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The assembly. Types that the platform lacks are declared in <paramref name="stubs"/> and come from an assembly of their own.</summary>
    public static byte[] Library(string name, string source, string? stubs = null)
    {
        ImmutableArray<MetadataReference> references = stubs is null
            ? Platform
            : Platform.Add(MetadataReference.CreateFromImage(Compile("Stubs", stubs, Platform)));
        return Compile(name, source, references);
    }

    private static byte[] Compile(string name, string source, ImmutableArray<MetadataReference> references)
    {
        const string Usings = "using System; using System.IO; using System.Linq; using System.Net; using System.Net.Http; using System.Text; using System.Threading; using System.Threading.Tasks; using System.Collections.Generic; using System.Diagnostics; using System.Reflection;\n";
        CSharpCompilation compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(Usings + source)],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, deterministic: true, allowUnsafe: true));
        using MemoryStream bytes = new();
        EmitResult result = compilation.Emit(bytes);
        return result.Success
            ? bytes.ToArray()
            : throw new InvalidOperationException(string.Join('\n', result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
    }
}
