namespace PackageWall.Inspection.Languages;

/// <summary>Tells from a name and the first bytes what a file is. Bytes win over names: a script named <c>.txt</c> is found when it shows itself.</summary>
public static class LanguageSniffer
{
    /// <summary>The language of a file, one of the names in <see cref="Language"/>.</summary>
    public static string Sniff(string path, ReadOnlySpan<byte> content) => throw new InvalidOperationException("Built in the Languages room.");

    /// <summary>The language of a decoded layer, which has no name; <see cref="Language.Text"/> when it is none that runs.</summary>
    public static string SniffLayer(ReadOnlySpan<byte> content) => throw new InvalidOperationException("Built in the Languages room.");
}
