using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace PackageWall.Inspection.Tests.Languages.DotNet;

/// <summary>Builds small assemblies in memory. They are only ever read, never loaded.</summary>
internal sealed class Assemblies
{
    private readonly PersistedAssemblyBuilder _assembly = new(new AssemblyName("Sample"), typeof(object).Assembly);

    public Assemblies() => Module = _assembly.DefineDynamicModule("Sample");

    public ModuleBuilder Module { get; }

    public TypeBuilder Type(string name, Type? parent = null) => Module.DefineType(name, TypeAttributes.Public, parent);

    public static MethodBuilder Method(TypeBuilder type, string name, Action<ILGenerator> body, MethodAttributes attributes = MethodAttributes.Public | MethodAttributes.Static)
    {
        MethodBuilder method = type.DefineMethod(name, attributes, typeof(void), []);
        ILGenerator il = method.GetILGenerator();
        body(il);
        il.Emit(OpCodes.Ret);
        return method;
    }

    public byte[] Build(params TypeBuilder[] types)
    {
        foreach (TypeBuilder type in types)
        {
            type.CreateType();
        }

        using var bytes = new MemoryStream();
        _assembly.Save(bytes);
        return bytes.ToArray();
    }

    /// <summary>A module initialiser.</summary>
    public void Initialiser(Action<ILGenerator> body)
    {
        MethodBuilder method = Module.DefineGlobalMethod(
            ".cctor", MethodAttributes.Private | MethodAttributes.Static | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName, typeof(void), []);
        ILGenerator il = method.GetILGenerator();
        body(il);
        il.Emit(OpCodes.Ret);
        Module.CreateGlobalFunctions();
    }

    /// <summary>The assembly with files in it; one at <paramref name="misplaced"/> is said to stand elsewhere.</summary>
    public byte[] Build(IReadOnlyList<(string Name, byte[] Content)> resources, string? misplaced = null)
    {
        MetadataBuilder metadata = _assembly.GenerateMetadata(out BlobBuilder il, out BlobBuilder data);
        BlobBuilder files = new();
        foreach ((string name, byte[] content) in resources)
        {
            uint offset = name == misplaced ? 0x7000_0000 : (uint)files.Count;
            metadata.AddManifestResource(ManifestResourceAttributes.Public, metadata.GetOrAddString(name), default, offset);
            files.WriteInt32(content.Length);
            files.WriteBytes(content);
            files.Align(8);
        }

        BlobBuilder image = new();
        new ManagedPEBuilder(new PEHeaderBuilder(imageCharacteristics: Characteristics.Dll), new MetadataRootBuilder(metadata), il, data, files).Serialize(image);
        return image.ToArray();
    }
}
