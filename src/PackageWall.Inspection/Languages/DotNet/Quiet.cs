using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace PackageWall.Inspection.Languages.DotNet;

/// <summary>
/// Tells assemblies whose code makes no fact at all: two of three do not (assemblies to compile against, resources, data types). Of those
/// nobody asks who calls whom, which is most of the work. Every body is walked to its end all the same, and whatever is odd about one is
/// left to the whole reading.
/// </summary>
internal sealed class Quiet(PEReader image, MetadataReader metadata, MemberTable members, MethodFacts facts)
{
    public bool IsQuiet(CancellationToken cancellation)
    {
        try
        {
            if (metadata.GetTableRowCount(TableIndex.ImplMap) > 0 || !members.AreQuiet())
            {
                return false;
            }

            foreach (MethodDefinitionHandle handle in metadata.MethodDefinitions)
            {
                cancellation.ThrowIfCancellationRequested();
                MethodDefinition method = metadata.GetMethodDefinition(handle);
                if ((method.Attributes & MethodAttributes.PinvokeImpl) != 0 || (method.RelativeVirtualAddress != 0
                    && (method.ImplAttributes & MethodImplAttributes.CodeTypeMask) == MethodImplAttributes.IL && !IsQuietBody(method.RelativeVirtualAddress)))
                {
                    return false;
                }
            }

            return true;
        }
        catch (Exception error) when (error is BadImageFormatException or InvalidOperationException or ArgumentException or OverflowException or InvalidCastException or IndexOutOfRangeException)
        {
            return false;
        }
    }

    private bool IsQuietBody(int address)
    {
        var scan = new MethodScan(image.GetMethodBody(address).GetILReader(), withValues: false);
        while (scan.Next())
        {
            if (scan.Code == 0x72)
            {
                if (facts.IsTelling(scan.Token))
                {
                    return false;
                }

                continue;
            }

            EntityHandle target = MethodScan.Handle(scan.Token);
            if (target.Kind == HandleKind.MethodSpecification)
            {
                target = metadata.GetMethodSpecification((MethodSpecificationHandle)target).Method;
            }

            // A row that is not there, or that stands twice, makes the metadata reader fail.
            if (target.Kind == HandleKind.MemberReference && members.Of((MemberReferenceHandle)target).Fact is not null)
            {
                return false;
            }
        }

        return !scan.IsBroken;
    }
}
