namespace PackageWall.Inspection.Layers;

/// <summary>A text or blob that was hidden in a file by encoding, compression or a constant key, and was decoded.</summary>
/// <param name="File">The file it lay in.</param>
/// <param name="Line">The line it began on, from 1.</param>
/// <param name="Depth">1 for what lay in the file itself, 2 for what lay in that, and so on.</param>
/// <param name="Encoding">How it was hidden: <c>base64</c>, <c>zlib</c>, <c>hex</c>, <c>xor</c>, <c>reverse</c> …</param>
/// <param name="Language">What it was sniffed to be: <c>python</c>, <c>javascript</c>, <c>shell</c>, <c>powershell</c>, <c>binary</c>, <c>text</c>.</param>
/// <param name="Text">Its first 4,000 characters, for the record.</param>
/// <param name="Length">Its whole length in bytes.</param>
public sealed record DecodedLayer(string File, int Line, int Depth, string Encoding, string Language, string Text, int Length);
