using System.Reflection;
using System.Reflection.Emit;

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
}
