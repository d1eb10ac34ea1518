using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace PackageWall.Inspection.Languages.DotNet;

/// <summary>Names types and members of an assembly's metadata. Cached: large assemblies call the same members thousands of times.</summary>
internal sealed class MemberNames(MetadataReader metadata)
{
    private readonly Dictionary<int, string> _types = [];

    /// <summary><c>Namespace.Outer/Inner</c>.</summary>
    public string Type(EntityHandle handle)
    {
        if (handle.IsNil)
        {
            return "";
        }

        int token = MetadataTokens.GetToken(handle);
        if (!_types.TryGetValue(token, out string? name))
        {
            name = MakeType(handle);
            _types[token] = name;
        }

        return name;
    }

    public string Method(MethodDefinitionHandle handle)
    {
        MethodDefinition method = metadata.GetMethodDefinition(handle);
        return $"{Type(method.GetDeclaringType())}.{metadata.GetString(method.Name)}";
    }

    // Nesting is followed a bounded number of times: metadata can name a type as its own parent.
    private string MakeType(EntityHandle handle)
    {
        string suffix = "";
        for (int depth = 0; depth < 16; depth++)
        {
            switch (handle.Kind)
            {
                case HandleKind.TypeDefinition:
                    TypeDefinition definition = metadata.GetTypeDefinition((TypeDefinitionHandle)handle);
                    string name = metadata.GetString(definition.Name) + suffix;
                    if (definition.GetDeclaringType() is { IsNil: false } outer)
                    {
                        (suffix, handle) = ("/" + name, outer);
                        continue;
                    }

                    return Join(metadata.GetString(definition.Namespace), name);
                case HandleKind.TypeReference:
                    TypeReference reference = metadata.GetTypeReference((TypeReferenceHandle)handle);
                    string referred = metadata.GetString(reference.Name) + suffix;
                    if (reference.ResolutionScope.Kind == HandleKind.TypeReference)
                    {
                        (suffix, handle) = ("/" + referred, reference.ResolutionScope);
                        continue;
                    }

                    return Join(metadata.GetString(reference.Namespace), referred);
                case HandleKind.TypeSpecification:
                    handle = Generic((TypeSpecificationHandle)handle);
                    if (handle.IsNil)
                    {
                        return "";
                    }

                    continue;
                default:
                    return "";
            }
        }

        return "";
    }

    // ECMA-335 II.23.2.14: GENERICINST, CLASS or VALUETYPE, then the generic type.
    private EntityHandle Generic(TypeSpecificationHandle handle)
    {
        BlobReader blob = metadata.GetBlobReader(metadata.GetTypeSpecification(handle).Signature);
        return blob.Length > 2 && blob.ReadByte() == (byte)SignatureTypeCode.GenericTypeInstance && blob.ReadByte() is 0x11 or 0x12
            ? blob.ReadTypeHandle()
            : default;
    }

    private static string Join(string space, string name) => space.Length == 0 ? name : $"{space}.{name}";
}
