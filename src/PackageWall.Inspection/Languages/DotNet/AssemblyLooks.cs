using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text;

namespace PackageWall.Inspection.Languages.DotNet;

/// <summary>What an assembly looks like from outside: marks of obfuscators, names that mix scripts.</summary>
internal static class AssemblyLooks
{
    private const int MostNames = 20;

    private static readonly string[] ObfuscatorMarks =
        ["ConfusedBy", "Dotfuscator", "SmartAssembly", "ObfuscatedBy", "BabelObfuscator", "BabelAttribute", "CryptoObfuscator", "YanoAttribute", "NetGuard", "NineRays", "Eazfuscator", "AgileDotNet", "DotNetReactor"];

    private static readonly byte[][] MarkBytes = [.. ObfuscatorMarks.Select(Encoding.UTF8.GetBytes)];

    public static void Add(PEReader image, MetadataReader metadata, MemberNames names, FactList list)
    {
        // All names stand in one heap: where that has no mark and nothing but ASCII, no name need be made.
        ImmutableArray<byte> heap = image.GetMetadata().GetContent(metadata.GetHeapMetadataOffset(HeapIndex.String), metadata.GetHeapSize(HeapIndex.String));
        bool mayBeMarked = Array.Exists(MarkBytes, mark => heap.AsSpan().IndexOf(mark) >= 0);
        bool mayMix = !Ascii.IsValid(heap.AsSpan());
        if (mayBeMarked || mayMix)
        {
            AddNames(metadata, names, list);
        }

        AddHostingStartup(metadata, names, list);
    }

    private static void AddNames(MetadataReader metadata, MemberNames names, FactList list)
    {
        foreach (TypeReferenceHandle handle in metadata.TypeReferences)
        {
            Mark(names.Type(handle), list);
        }

        int mixed = 0;
        foreach (TypeDefinitionHandle handle in metadata.TypeDefinitions)
        {
            string name = names.Type(handle);
            Mark(name, list);
            TypeDefinition type = metadata.GetTypeDefinition(handle);
            if (mixed < MostNames && Scripts.AreMixed(name))
            {
                mixed++;
                list.Add("text.mixed-script", 0, name, name);
            }

            foreach (MethodDefinitionHandle method in mixed < MostNames ? type.GetMethods() : [])
            {
                string methodName = metadata.GetString(metadata.GetMethodDefinition(method).Name);
                if (Scripts.AreMixed(methodName))
                {
                    mixed++;
                    list.Add("text.mixed-script", 0, $"{name}.{methodName}", methodName);
                }
            }
        }
    }

    private static void AddHostingStartup(MetadataReader metadata, MemberNames names, FactList list)
    {
        // A module without an assembly has no such attributes; an empty collection of the metadata reader's making throws when walked.
        if (!metadata.IsAssembly)
        {
            return;
        }

        foreach (CustomAttributeHandle handle in metadata.GetAssemblyDefinition().GetCustomAttributes())
        {
            if (HostedTypes.AttributeType(metadata, names, metadata.GetCustomAttribute(handle)).EndsWith(".HostingStartupAttribute", StringComparison.Ordinal))
            {
                list.Add("dotnet.hosting-startup", 0, "The assembly names a hosting startup", "HostingStartupAttribute");
            }
        }
    }

    private static void Mark(string type, FactList list)
    {
        if (ObfuscatorMarks.FirstOrDefault(mark => type.Contains(mark, StringComparison.Ordinal)) is { } mark)
        {
            list.Add("dotnet.obfuscated", 0, type, mark);
        }
    }
}
