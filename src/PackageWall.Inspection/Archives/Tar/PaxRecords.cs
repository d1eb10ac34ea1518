using System.Globalization;
using System.Text;

namespace PackageWall.Inspection.Archives.Tar;

/// <summary>
/// The records of a pax header (POSIX.1-2017, pax, «pax Extended Header»): each is its own length, a blank, key, «=», value and a newline. What
/// npm's unpacker, which splits at newlines, would read otherwise is an anomaly.
/// </summary>
internal sealed class PaxRecords
{
    /// <summary>npm's unpacker leaves larger headers out without a word.</summary>
    public const int LargestBody = 1 << 20;

    private const int LongestKey = 256;

    /// <summary>Name of the next entry, or null.</summary>
    public string? Path { get; private set; }

    /// <summary>Link target of the next entry, or null.</summary>
    public string? LinkPath { get; private set; }

    /// <summary>Size of the next entry, or null.</summary>
    public long? Size { get; private set; }

    public static PaxRecords Read(ReadOnlySpan<byte> body, bool isGlobal, long offset, AnomalyList anomalies)
    {
        PaxRecords records = new();
        HashSet<string> keys = [];
        if (body.IsEmpty)
        {
            anomalies.Reject(AnomalyCodes.TarPax, offset, null, "The pax header is empty.");
        }

        while (!body.IsEmpty)
        {
            int length = RecordLength(body);
            int equals = length < 0 ? -1 : body[..length].IndexOf((byte)'=');
            int blank = body.IndexOf((byte)' ');
            if (equals <= blank + 1 || equals > blank + LongestKey)
            {
                anomalies.Reject(AnomalyCodes.TarPax, offset, null, "A record of the pax header is malformed.");
                break;
            }

            string key = Encoding.UTF8.GetString(body[(blank + 1)..equals]);
            ReadOnlySpan<byte> value = body[(equals + 1)..(length - 1)];
            if (value.IndexOfAny((byte)'\n', (byte)0) >= 0 || key.AsSpan().IndexOfAnyInRange('\0', ' ') >= 0)
            {
                anomalies.Reject(AnomalyCodes.TarPax, offset, null, $"The pax record «{key}» holds a newline or NUL; readers cut it differently.");
            }

            if (!keys.Add(key))
            {
                anomalies.Reject(AnomalyCodes.TarPax, offset, null, $"The pax header says «{key}» twice.");
            }

            records.Apply(key, value, isGlobal, offset, anomalies);
            body = body[length..];
        }

        return records;
    }

    // The length counts its own digits, the blank and the newline.
    private static int RecordLength(ReadOnlySpan<byte> body)
    {
        int digits = body.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return digits is >= 1 and <= 8 && body[0] != '0' && body[digits] == ' '
            && int.TryParse(body[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out int length)
            && length > digits + 2 && length <= body.Length && body[length - 1] == '\n'
            ? length
            : -1;
    }

    private void Apply(string key, ReadOnlySpan<byte> value, bool isGlobal, long offset, AnomalyList anomalies)
    {
        string text = Encoding.UTF8.GetString(value);
        if (key.StartsWith("GNU.sparse.", StringComparison.Ordinal) || key == "SCHILY.realsize")
        {
            anomalies.Reject(AnomalyCodes.TarSparse, offset, null, $"The pax header makes the entry sparse («{key}»).");
            return;
        }

        if (key is "hdrcharset" or "charset")
        {
            anomalies.Hold(AnomalyCodes.TarPaxKey, offset, null, $"The pax header sets the encoding of names to «{text}».");
            return;
        }

        if (key is not ("path" or "linkpath" or "size"))
        {
            return;
        }

        if (isGlobal)
        {
            anomalies.Reject(AnomalyCodes.TarPaxGlobal, offset, null, $"A global pax header sets «{key}» to «{text}».");
            return;
        }

        if (text.Length == 0)
        {
            anomalies.Reject(AnomalyCodes.TarPax, offset, null, $"The pax header says nothing for «{key}».");
            return;
        }

        switch (key)
        {
            case "path":
                Path = text;
                break;
            case "linkpath":
                LinkPath = text;
                break;
            default:
                ApplySize(text, offset, anomalies);
                break;
        }
    }

    private void ApplySize(string text, long offset, AnomalyList anomalies)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange('0', '9') >= 0
            || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long size))
        {
            anomalies.Reject(AnomalyCodes.TarPax, offset, null, $"The pax header gives «{text}» as size.");
            return;
        }

        Size = size;
    }
}
