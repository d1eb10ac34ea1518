using System.Text;

namespace PackageWall.Inspection.Manifests.PyPi;

/// <summary>METADATA and PKG-INFO: headers as in mail, then a body (core metadata specification).</summary>
internal sealed class CoreMetadata
{
    private readonly List<(string Name, string Value, int Line)> _headers = [];

    public string? this[string name] => _headers.Find(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public IEnumerable<(string Value, int Line)> All(string name) =>
        _headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => (header.Value, header.Line));

    public static CoreMetadata Read(ReadOnlySpan<byte> content)
    {
        var metadata = new CoreMetadata();
        int number = 0;
        foreach (ReadOnlySpan<char> raw in Encoding.UTF8.GetString(content).AsSpan().EnumerateLines())
        {
            number++;
            ReadOnlySpan<char> line = number == 1 ? raw.TrimStart('\uFEFF') : raw;
            if (line.IsEmpty)
            {
                break;
            }

            if (line[0] is ' ' or '\t')
            {
                if (metadata._headers.Count > 0)
                {
                    (string name, string value, int first) = metadata._headers[^1];

                    // Descriptions can be long; only what is compared needs its continuation.
                    metadata._headers[^1] = value.Length < 4096 ? (name, value + "\n" + line.Trim().ToString(), first) : (name, value, first);
                }

                continue;
            }

            int colon = line.IndexOf(':');
            if (colon > 0)
            {
                metadata._headers.Add((line[..colon].Trim().ToString(), line[(colon + 1)..].Trim().ToString(), number));
            }
        }

        return metadata;
    }
}
