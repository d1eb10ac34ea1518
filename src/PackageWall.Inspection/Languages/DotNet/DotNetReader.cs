using System.Reflection.PortableExecutable;
using System.Text;
using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Languages.DotNet;

/// <summary>
/// Reads a managed assembly through its metadata: what its methods call, which strings stand beside the calls, what it imports from
/// the operating system, and which of its methods run without being called. Units are full method names; the empty unit is what
/// runs when the assembly is loaded or its host calls it.
/// </summary>
internal sealed class DotNetReader(ReadAs readAs, ILiteralVocabulary vocabulary) : ILanguageReader
{
    public string Language => Languages.Language.DotNet;

    public FileFacts Read(SourceText source)
    {
        var list = new FactList(source.File);
        try
        {
            using var image = new PEReader(EmbeddedResources.Bytes(source.Content));
            if (!image.HasMetadata)
            {
                list.Unread("No metadata.");
                return list.Finish();
            }

            var scan = new AssemblyScan(image, list, vocabulary);
            scan.Run();
            ResourceUse.Refer(source, list, scan.TakesOutResources);
            foreach ((string command, string unit) in scan.Commands)
            {
                list.Take(readAs(Languages.Language.Shell, source with { Content = Encoding.UTF8.GetBytes(command), Unit = unit, FirstLine = 0 }));
            }
        }
        catch (Exception error) when (error is BadImageFormatException or InvalidOperationException or ArgumentException or OverflowException or InvalidCastException or IndexOutOfRangeException)
        {
            // Crafted metadata can fail anywhere in the reader; what was found until then stands.
            list.Add("dotnet.obfuscated", 0, "Metadata that cannot be read", "metadata");
            list.Unread("Its metadata cannot be read.");
        }

        return list.Finish();
    }
}
