using System.Globalization;
using System.Text;

namespace PackageWall.Testing.Archives;

/// <summary>Writes a tar block by block.</summary>
public sealed class TarBuilder
{
    private const int Block = 512;
    private readonly List<byte> _bytes = [];

    /// <summary>Adds an honest file.</summary>
    public TarBuilder Add(string path, string text) => Add(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Adds an honest file; a long path goes into the prefix, or into a pax header, as npm does it.</summary>
    public TarBuilder Add(string path, byte[] content)
    {
        int cut = path.Length <= 100 ? 0 : path.IndexOf('/', path.Length - 100);
        if (Encoding.UTF8.GetByteCount(path) == path.Length && cut is >= 0 and <= 155)
        {
            return Add(new TarRecord { Name = cut == 0 ? path : path[(cut + 1)..], Prefix = path[..cut], Content = content });
        }

        return Pax('x', ("path", path)).Add(new TarRecord { Name = path[^Math.Min(path.Length, 30)..], Content = content });
    }

    /// <summary>Adds an honest folder.</summary>
    public TarBuilder Folder(string path) => Add(new TarRecord { Name = path, Type = '5', Mode = 0b111_101_101 });

    /// <summary>Adds a pax header: <c>x</c> for the next entry, <c>g</c> for all.</summary>
    public TarBuilder Pax(char type, params (string Key, string Value)[] records) =>
        Add(new TarRecord { Name = "PaxHeader/file", Type = type, Content = Encoding.UTF8.GetBytes(string.Concat(records.Select(PaxRecord))) });

    /// <summary>Adds GNU's long name (<c>L</c>) or long link (<c>K</c>).</summary>
    public TarBuilder Long(char type, string text) => Add(new TarRecord
    {
        Name = "././@LongLink", Type = type, Content = Encoding.UTF8.GetBytes(text + "\0"), Magic = "ustar  \0",
    });

    /// <summary>One pax record with its own length.</summary>
    public static string PaxRecord((string Key, string Value) record)
    {
        string rest = $" {record.Key}={record.Value}\n";
        int bytes = Encoding.UTF8.GetByteCount(rest);
        int length = bytes + 1;
        while (bytes + length.ToString(CultureInfo.InvariantCulture).Length != length)
        {
            length++;
        }

        return length.ToString(CultureInfo.InvariantCulture) + rest;
    }

    /// <summary>Adds an entry field by field.</summary>
    public TarBuilder Add(TarRecord record)
    {
        _bytes.AddRange(Header(record));
        _bytes.AddRange(record.Content);
        if (record.Filling is { } filling)
        {
            _bytes.AddRange(Enumerable.Repeat(filling, -record.Content.Length & (Block - 1)));
        }

        return this;
    }

    /// <summary>Adds bytes as they are.</summary>
    public TarBuilder Raw(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    /// <summary>Adds zero blocks: two end a tar.</summary>
    public TarBuilder End(int blocks = 2) => Raw(new byte[blocks * Block]);

    /// <summary>The bytes.</summary>
    public byte[] ToArray() => [.. _bytes];

    /// <summary>The bytes in an honest gzip member.</summary>
    public byte[] ToGzip() => GzipBuilder.Pack(ToArray());

    private static byte[] Header(TarRecord record)
    {
        byte[] header = new byte[Block];
        Put(header, 0, 100, record.Name);
        Put(header, 100, 8, Octal(record.Mode, 7));
        Put(header, 108, 8, Octal(0, 7));
        Put(header, 116, 8, Octal(0, 7));
        Put(header, 124, 12, Octal(record.Size ?? record.Content.Length, 11));
        Put(header, 136, 12, Octal(499162500, 11));
        header[156] = (byte)record.Type;
        Put(header, 157, 100, record.LinkName);
        Put(header, 257, 8, record.Magic);
        Put(header, 345, 155, record.Prefix);
        record.Change?.Invoke(header);
        Put(header, 148, 8, "        ");
        Put(header, 148, 7, Octal(header.Sum(value => value), 6));
        header[155] = (byte)' ';
        record.Break?.Invoke(header);
        return header;
    }

    private static string Octal(long value, int digits) => Convert.ToString(value, 8).PadLeft(digits, '0') + "\0";

    private static void Put(byte[] header, int at, int length, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        bytes.AsSpan(0, Math.Min(bytes.Length, length)).CopyTo(header.AsSpan(at));
    }
}
