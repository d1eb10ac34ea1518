using System.Text;

namespace PackageWall.Inspection.Archives.Zip;

/// <summary>The text of a stored name (APPNOTE 4.4.17, appendix D).</summary>
internal static class ZipNames
{
    private static readonly Encoding Cp437 = CodePagesEncodingProvider.Instance.GetEncoding(437)!;

    /// <summary>UTF-8 where the header says so or only ASCII stands there, else code page 437.</summary>
    public static string Decode(ZipHeader header)
    {
        ReadOnlySpan<byte> name = header.Name.Span;
        return (header.IsUtf8 || Ascii.IsValid(name) ? Encoding.UTF8 : Cp437).GetString(name);
    }

    /// <summary>Says when readers would decode it differently. That it is not UTF-8 where it should be shows in the text.</summary>
    public static void Check(ZipHeader header, string name, AnomalyList anomalies)
    {
        if (!header.IsUtf8 && !Ascii.IsValid(header.Name.Span))
        {
            anomalies.Hold(AnomalyCodes.NameEncoding, header.Offset, name, "The name is not ASCII and not marked as UTF-8; readers guess.");
        }
    }
}
