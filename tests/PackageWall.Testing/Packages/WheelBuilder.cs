using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace PackageWall.Testing.Packages;

/// <summary>Builds a wheel that pip installs: METADATA, WHEEL, entry points and a RECORD over all files (binary distribution format).</summary>
public sealed class WheelBuilder(string name, string version)
{
    private readonly PackageFiles _files = new();
    private readonly List<string> _metadata = [];
    private readonly List<(string Group, string Name, string Target)> _entryPoints = [];
    private readonly HashSet<string> _unlisted = [];
    private readonly HashSet<string> _misrecorded = [];
    private readonly List<string> _recordLines = [];
    private string _tag = "py3-none-any";

    private string Stem => $"{name.Replace('-', '_')}-{version}";

    private string Info => $"{Stem}.dist-info";

    /// <summary>The name of the file that an index would serve.</summary>
    public string FileName => $"{Stem}-{_tag}.whl";

    /// <summary>Adds a file at its place in site-packages.</summary>
    public WheelBuilder File(string path, string text)
    {
        _files.Add(path, text);
        return this;
    }

    /// <summary>Adds a file of bytes at its place in site-packages.</summary>
    public WheelBuilder File(string path, byte[] content)
    {
        _files.Add(path, content);
        return this;
    }

    /// <summary>Adds a file to the <c>.data</c> folder, under a scheme: <c>scripts</c>, <c>data</c>, <c>purelib</c>, <c>platlib</c>, <c>headers</c>.</summary>
    public WheelBuilder Data(string scheme, string path, string text)
    {
        _files.Add($"{Stem}.data/{scheme}/{path}", text, executable: scheme == "scripts");
        return this;
    }

    /// <summary>Adds a file to the <c>.dist-info</c> folder.</summary>
    public WheelBuilder InfoFile(string path, string text) => File($"{Info}/{path}", text);

    /// <summary>Adds an entry point: <c>console_scripts</c>, <c>tool</c>, <c>module:function</c>.</summary>
    public WheelBuilder EntryPoint(string group, string key, string target)
    {
        _entryPoints.Add((group, key, target));
        return this;
    }

    /// <summary>Adds a line of METADATA, for example <c>Requires-Dist: six</c>.</summary>
    public WheelBuilder Metadata(string line)
    {
        _metadata.Add(line);
        return this;
    }

    /// <summary>Another tag than <c>py3-none-any</c>.</summary>
    public WheelBuilder Tag(string tag)
    {
        _tag = tag;
        return this;
    }

    /// <summary>Leaves a file out of RECORD.</summary>
    public WheelBuilder Unlisted(string path)
    {
        _unlisted.Add(path);
        return this;
    }

    /// <summary>Gives a file a wrong hash in RECORD.</summary>
    public WheelBuilder Misrecorded(string path)
    {
        _misrecorded.Add(path);
        return this;
    }

    /// <summary>Adds a line to RECORD as it stands.</summary>
    public WheelBuilder RecordLine(string line)
    {
        _recordLines.Add(line);
        return this;
    }

    /// <summary>The text of METADATA, as an index serves it beside the wheel.</summary>
    public string MetadataText() =>
        $"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\nSummary: inert\n" + string.Concat(_metadata.Select(line => line + "\n")) + "\ninert\n";

    /// <summary>The wheel.</summary>
    public byte[] Build()
    {
        var files = _files.All.ToList();
        Add($"{Info}/METADATA", MetadataText());
        Add($"{Info}/WHEEL", $"Wheel-Version: 1.0\nGenerator: packagewall-tests 1.0\nRoot-Is-Purelib: {(_tag.EndsWith("-any", StringComparison.Ordinal) ? "true" : "false")}\nTag: {_tag}\n");
        if (_entryPoints.Count > 0)
        {
            Add($"{Info}/entry_points.txt", string.Join('\n', _entryPoints.GroupBy(point => point.Group)
                .Select(group => $"[{group.Key}]\n" + string.Concat(group.Select(point => $"{point.Name} = {point.Target}\n")))));
        }

        Add($"{Info}/RECORD", Record(files));
        return ZipFile.Write(files);

        void Add(string path, string text) => files.Add((path, Encoding.UTF8.GetBytes(text), false));
    }

    private string Record(IEnumerable<(string Path, byte[] Content, bool IsExecutable)> files)
    {
        var lines = new StringBuilder();
        foreach ((string path, byte[] content, _) in files.Where(file => !_unlisted.Contains(file.Path)))
        {
            byte[] hash = SHA256.HashData(_misrecorded.Contains(path) ? [] : content);
            string field = path.AsSpan().ContainsAny(',', '"') ? $"\"{path.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : path;
            lines.Append(field).Append(",sha256=").Append(Base64Url.EncodeToString(hash)).Append(',').Append(content.Length).Append('\n');
        }

        _recordLines.ForEach(line => lines.Append(line).Append('\n'));
        return lines.Append(Info).Append("/RECORD,,\n").ToString();
    }
}
