using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace PackageWall.Inspection.Languages.DotNet;

/// <summary>The members that an assembly uses of others, by row. Each is looked up once, however many methods use it.</summary>
internal sealed class MemberTable(MetadataReader metadata, MemberNames names, OwnMethods methods)
{
    private static readonly OwnNodes Nobody = new([], []);

    private readonly Member?[] _members = new Member?[metadata.GetTableRowCount(TableIndex.MemberRef) + 1];
    private readonly OwnNodes?[] _own = new OwnNodes?[metadata.GetTableRowCount(TableIndex.MemberRef) + 1];

    /// <summary>
    /// Whether any of them brings something into the network, a program or a file: without, it does not matter where a secret flows to.
    /// </summary>
    public bool HasSink()
    {
        try
        {
            foreach (MemberReferenceHandle handle in metadata.MemberReferences)
            {
                if (Of(handle).Fact is { } fact && (fact.StartsWith("network.", StringComparison.Ordinal) || fact.StartsWith("execute.", StringComparison.Ordinal) || fact.StartsWith("write.", StringComparison.Ordinal)))
                {
                    return true;
                }
            }
        }
        catch (Exception error) when (error is BadImageFormatException or ArgumentException or InvalidCastException)
        {
            // A row that nothing uses may be broken; a method that uses it fails by itself.
            return true;
        }

        return false;
    }

    /// <summary>Whether none of them makes a fact, alone or with another.</summary>
    public bool AreQuiet()
    {
        bool hasClock = false;
        bool hasDate = false;
        foreach (MemberReferenceHandle handle in metadata.MemberReferences)
        {
            Member member = Of(handle);
            hasClock |= member.Role == MemberRole.Clock;
            hasDate |= member.Role == MemberRole.Date;
            if (member.Fact is not null || member.Role == MemberRole.Random || (hasClock && hasDate))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether one of those that were asked for takes files out of an assembly.</summary>
    public bool TakesOutResources => Array.Exists(_members, member => member?.Role == MemberRole.Resource);

    public Member Of(MemberReferenceHandle handle)
    {
        int row = MetadataTokens.GetRowNumber(handle);

        // A row that is not there fails in the metadata reader, as all that is wrong with a body does.
        return row < _members.Length ? _members[row] ??= Make(metadata.GetMemberReference(handle)) : Make(metadata.GetMemberReference(handle));
    }

    /// <summary>The own methods that a member stands for. Once all own types are known.</summary>
    public OwnNodes Own(MemberReferenceHandle handle, Member member)
    {
        int row = MetadataTokens.GetRowNumber(handle);
        return !member.IsOfGeneric ? Nobody : row < _own.Length ? _own[row] ??= FindOwn(member) : FindOwn(member);
    }

    private OwnNodes FindOwn(Member member) => methods.Types(member.Type) is { Count: > 0 } own
        ? new([.. own.Select(handle => methods.Find(handle, member.Name)).Where(node => node != 0)], [.. own.Select(methods.Created)])
        : Nobody;

    private Member Make(MemberReference reference)
    {
        string type = names.Type(reference.Parent);
        string name = metadata.GetString(reference.Name);
        string? fact = ApiTable.Find(type, name);
        if (fact == "execute.assembly" && name == "Load" && !TakesBytes(reference))
        {
            // By its name only: as unremarkable as a reference, but not to be followed.
            fact = "dynamic.import";
        }

        return new(type, name, fact, RoleOf(type, name), CalledName.Of(reference.Name, name), reference.Parent.Kind == HandleKind.TypeSpecification);
    }

    private static MemberRole RoleOf(string type, string name) => type switch
    {
        "System.DateTime" => name switch
        {
            "get_Now" or "get_UtcNow" or "get_Today" => MemberRole.Clock,
            ".ctor" or "Parse" or "op_GreaterThan" or "op_GreaterThanOrEqual" or "op_LessThan" or "op_LessThanOrEqual" or "Compare" or "CompareTo" => MemberRole.Date,
            _ => MemberRole.None,
        },
        "System.Reflection.Assembly" when name == "GetManifestResourceStream" => MemberRole.Resource,
        "System.Resources.ResourceManager" when name is "GetObject" or "GetStream" => MemberRole.Resource,
        "System.Resources.ResourceReader" when name == ".ctor" => MemberRole.Resource,
        "System.Random" when name.StartsWith("Next", StringComparison.Ordinal) => MemberRole.Random,
        _ => MemberRole.None,
    };

    // ECMA-335 II.23.2.2: calling convention, number of parameters, return type, then the parameters; here a class, then byte[].
    private bool TakesBytes(MemberReference reference)
    {
        BlobReader blob = metadata.GetBlobReader(reference.Signature);
        while (blob.RemainingBytes >= 2)
        {
            if (blob.ReadByte() == (byte)SignatureTypeCode.SZArray && blob.ReadByte() == (byte)SignatureTypeCode.Byte)
            {
                return true;
            }
        }

        return false;
    }
}
