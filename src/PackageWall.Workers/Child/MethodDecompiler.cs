using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using ICSharpCode.Decompiler;
using ICSharpCode.Decompiler.CSharp;
using ICSharpCode.Decompiler.Metadata;
using PackageWall.Workers.Pool;

namespace PackageWall.Workers.Child;

/// <summary>Finds a method by the name that facts give it and shows it as C#.</summary>
internal static class MethodDecompiler
{
    private const int MostOverloads = 4;
    private const int MostText = 40_000;

    public static DecompiledMethod Decompile(ReadOnlyMemory<byte> assembly, MethodName method, CancellationToken cancellation)
    {
        try
        {
            using MemoryStream bytes = new(assembly.ToArray(), writable: false);
            using PEFile file = new("assembly", bytes, PEStreamOptions.PrefetchEntireImage);
            IReadOnlyList<MethodDefinitionHandle> found = Find(file.Metadata, method.Unit);
            if (found.Count == 0)
            {
                return new DecompiledMethod(method, null, "The assembly has no such method.");
            }

            CSharpDecompiler decompiler = new(file, new NoAssemblies(), new DecompilerSettings { ThrowOnAssemblyResolveErrors = false, UseDebugSymbols = false, ShowXmlDocumentation = false, LoadInMemory = true })
            {
                CancellationToken = cancellation,
            };
            string text = decompiler.DecompileAsString(found.Take(MostOverloads).Select(handle => (EntityHandle)handle));
            return new DecompiledMethod(method, text.Length > MostText ? text[..MostText] + "\n// … cut here" : text, null);
        }
        catch (OperationCanceledException)
        {
            return new DecompiledMethod(method, null, "The decompiler was not done in time.");
        }
#pragma warning disable CA1031 // Obfuscators aim at decompilers; whatever it stumbles over is told in one sentence. Memory is the process's end.
        catch (Exception failure) when (failure is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            Exception cause = failure is DecompilerException { InnerException: { } inner } ? inner : failure;
            return new DecompiledMethod(method, null, $"The decompiler cannot show it ({cause.GetType().Name}): the code may be made to prevent that.");
        }
    }

    private static IReadOnlyList<MethodDefinitionHandle> Find(MetadataReader metadata, string unit)
    {
        string written = Written(unit);
        List<MethodDefinitionHandle> found = [];
        foreach (TypeDefinitionHandle handle in metadata.TypeDefinitions)
        {
            string type = Name(metadata, handle);
            if (!written.StartsWith(type, StringComparison.Ordinal) || written.Length <= type.Length + 1 || written[type.Length] != '.')
            {
                continue;
            }

            foreach (MethodDefinitionHandle method in metadata.GetTypeDefinition(handle).GetMethods())
            {
                if (metadata.StringComparer.Equals(metadata.GetMethodDefinition(method).Name, written[(type.Length + 1)..]))
                {
                    found.Add(method);
                }
            }
        }

        return found;
    }

    // The code of a method that waits or yields stands in T/<M>d__1, that of its lambdas in <M>b__0: what their author wrote is M.
    private static string Written(string unit)
    {
        int open = unit.IndexOf("/<", StringComparison.Ordinal);
        string type = open < 0 ? unit : unit[..open];
        int name = open >= 0 && unit.Length > open + 2 && unit[open + 2] != '>' ? open + 1 : unit.LastIndexOf(".<", StringComparison.Ordinal) + 1;
        int close = name <= 0 ? -1 : unit.IndexOf('>', name);
        if (close < 0)
        {
            return unit;
        }

        string method = unit[(name + 1)..close];
        return $"{(open < 0 ? unit[..(name - 1)] : type)}.{method}";
    }

    // Nesting is followed a bounded number of times: metadata can name a type as its own parent.
    private static string Name(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        string name = "";
        for (int depth = 0; depth < 16; depth++)
        {
            TypeDefinition type = metadata.GetTypeDefinition(handle);
            name = metadata.GetString(type.Name) + name;
            if (type.GetDeclaringType() is not { IsNil: false } outer)
            {
                string space = metadata.GetString(type.Namespace);
                return space.Length == 0 ? name : $"{space}.{name}";
            }

            (name, handle) = ("/" + name, outer);
        }

        return name;
    }
}
