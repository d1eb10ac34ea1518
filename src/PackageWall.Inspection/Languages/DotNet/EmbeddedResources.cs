using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using PackageWall.Inspection.Manifests.Layout;

namespace PackageWall.Inspection.Languages.DotNet;

/// <summary>
/// The files that an assembly carries in itself (ECMA-335 II.22.24) and that could run: assemblies, native code, archives, scripts, as they
/// are, deflated as tools that merge assemblies do it, or as an entry of a <c>.resources</c> container. Texts, pictures and scripts for
/// browsers, which are nearly all there is, are passed over.
/// </summary>
internal sealed class EmbeddedResources
{
    private readonly List<EmbeddedResource> _found = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private long _left;

    private EmbeddedResources(long most) => _left = most;

    /// <summary>What was found.</summary>
    public IReadOnlyList<EmbeddedResource> Found => _found;

    /// <summary>Whether something was deflated that gives more than was allowed.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether a resource is said to stand where the assembly has no bytes.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Reads those of an assembly; what is inflated may have so many bytes together.</summary>
    public static EmbeddedResources Read(ReadOnlyMemory<byte> assembly, long most)
    {
        var resources = new EmbeddedResources(most);
        try
        {
            using var image = new PEReader(Bytes(assembly));
            if (image.HasMetadata)
            {
                resources.Read(image, image.GetMetadataReader(), assembly);
            }
        }
        catch (Exception error) when (error is BadImageFormatException or InvalidOperationException or ArgumentException or OverflowException or InvalidCastException or IndexOutOfRangeException)
        {
            // Metadata that cannot be read is told of by the reader of assemblies.
        }

        return resources;
    }

    /// <summary>The bytes for the metadata reader, without a copy where they are a whole array.</summary>
    public static ImmutableArray<byte> Bytes(ReadOnlyMemory<byte> content) =>
        MemoryMarshal.TryGetArray(content, out ArraySegment<byte> segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? ImmutableCollectionsMarshal.AsImmutableArray(segment.Array)
            : [.. content.Span];

    private void Read(PEReader image, MetadataReader metadata, ReadOnlyMemory<byte> assembly)
    {
        if (metadata.GetTableRowCount(TableIndex.ManifestResource) == 0)
        {
            return;
        }

        if (image.PEHeaders.CorHeader?.ResourcesDirectory is not { Size: > 0 } directory
            || !image.PEHeaders.TryGetDirectoryOffset(directory, out int start) || start < 0 || start > assembly.Length)
        {
            IsBroken = metadata.ManifestResources.Any(handle => metadata.GetManifestResource(handle).Implementation.IsNil);
            return;
        }

        foreach (ManifestResourceHandle handle in metadata.ManifestResources)
        {
            ManifestResource resource = metadata.GetManifestResource(handle);
            if (!resource.Implementation.IsNil)
            {
                continue;
            }

            // A length in four bytes, then the content.
            long at = start + resource.Offset;
            if (resource.Offset < 0 || at + 4 > assembly.Length || BitConverter.ToInt32(assembly.Span[(int)at..]) is var length && (length < 0 || at + 4 + length > assembly.Length))
            {
                IsBroken = true;
                continue;
            }

            Take(metadata.GetString(resource.Name), assembly.Slice((int)at + 4, length));
        }
    }

    private void Take(string name, ReadOnlyMemory<byte> content)
    {
        if (ResourceContainer.IsOne(content.Span))
        {
            foreach ((string entry, ReadOnlyMemory<byte> bytes) in ResourceContainer.Read(content))
            {
                Look($"{name}/{entry}", bytes);
            }
        }
        else
        {
            Look(name, content);
        }
    }

    private void Look(string name, ReadOnlyMemory<byte> content)
    {
        if (KindOf(name, content.Span) is { } language)
        {
            Add(name, content, language);
        }
        else
        {
            byte[]? program = DeflatedProgram.Inflate(content, _left, out bool isOver);
            IsOver |= isOver;
            if (program is not null && KindOf(name, program) is { } inner)
            {
                _left -= program.Length;
                Add(name, program, inner);
            }
        }
    }

    private void Add(string name, ReadOnlyMemory<byte> content, string language)
    {
        string path = PackagePath.Clean(name);
        path = path.Length == 0 ? "data" : path;
        while (!_names.Add(path))
        {
            path += "#";
        }

        _found.Add(new EmbeddedResource(path, content, language));
    }

    // By its first bytes or its name; whoever guesses by the looks of a text would read every licence.
    private static string? KindOf(string name, ReadOnlySpan<byte> content)
    {
        bool isProgram = content.StartsWith("MZ"u8) || content.StartsWith("\x7f\x45\x4c\x46"u8) || content.StartsWith("#!"u8);
        if (!isProgram && ContainerKinds.Name("", content).Length == 0 && !LanguageSniffer.IsNamed(name))
        {
            return null;
        }

        string language = LanguageSniffer.Sniff(name, content);
        return language is Languages.Language.DotNet or Languages.Language.Native or Languages.Language.Archive or Languages.Language.PowerShell
            or Languages.Language.Batch or Languages.Language.Shell or Languages.Language.Python ? language : null;
    }
}
