using System.Runtime.InteropServices;
using System.Text;
using System.Xml;

namespace PackageWall.Inspection.Languages.MsBuild;

/// <summary>Walks over an XML document from front to back: no document type, no entities, nothing fetched, nothing kept.</summary>
internal static class XmlWalk
{
    private const int MaxDepth = 256;

    /// <summary>Calls back for each element (with the names above it) and each text (with the names around it).</summary>
    /// <returns>Why it was not read to its end, or null.</returns>
    public static string? Read(ReadOnlyMemory<byte> content, Action<XmlReader, IReadOnlyList<string>> element, Action<string, IReadOnlyList<string>> text)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = 64 << 20,
            MaxCharactersFromEntities = 1024,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
        var path = new List<string>();
        try
        {
            using MemoryStream stream = MemoryMarshal.TryGetArray(content, out ArraySegment<byte> segment)
                ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
                : new MemoryStream(content.ToArray(), writable: false);
            using var reader = XmlReader.Create(stream, settings);
            while (reader.Read())
            {
                if (reader.Depth > MaxDepth)
                {
                    return "Nested too deeply.";
                }

                switch (reader.NodeType)
                {
                    case XmlNodeType.Element:
                        path.RemoveRange(reader.Depth, path.Count - reader.Depth);
                        string name = reader.LocalName;
                        bool empty = reader.IsEmptyElement;
                        element(reader, path);
                        if (!empty)
                        {
                            path.Add(name);
                        }

                        break;
                    case XmlNodeType.EndElement:
                        path.RemoveRange(reader.Depth, path.Count - reader.Depth);
                        break;
                    case XmlNodeType.Text or XmlNodeType.CDATA:
                        text(reader.Value, path);
                        break;
                }
            }

            return null;
        }
        catch (XmlException error)
        {
            return $"Not XML at line {error.LineNumber}.";
        }
        catch (Exception error) when (error is ArgumentException or DecoderFallbackException or NotSupportedException)
        {
            return "Not XML in an encoding that can be read.";
        }
    }

    /// <summary>The line that the reader is at, from 1.</summary>
    public static int Line(XmlReader reader) => reader is IXmlLineInfo info && info.HasLineInfo() ? info.LineNumber : 0;
}
