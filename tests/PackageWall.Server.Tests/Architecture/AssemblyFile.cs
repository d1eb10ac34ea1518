using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace PackageWall.Server.Tests.Architecture;

/// <summary>What an assembly refers to, read from its metadata without loading it.</summary>
internal sealed record AssemblyFile(string Name, IReadOnlySet<string> Assemblies, IReadOnlySet<string> Types, IReadOnlySet<string> Members)
{
    public static AssemblyFile Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        MetadataReader reader = file.GetMetadataReader();
        var types = reader.TypeReferences.ToDictionary(handle => handle, handle =>
        {
            TypeReference type = reader.GetTypeReference(handle);
            return $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
        });
        IEnumerable<string> members = reader.MemberReferences
            .Select(reader.GetMemberReference)
            .Where(member => member.Parent.Kind == HandleKind.TypeReference)
            .Select(member => $"{types[(TypeReferenceHandle)member.Parent]}.{reader.GetString(member.Name)}");
        return new AssemblyFile(
            reader.GetString(reader.GetAssemblyDefinition().Name),
            reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name)).ToHashSet(),
            types.Values.ToHashSet(),
            members.ToHashSet());
    }
}
