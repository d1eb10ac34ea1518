using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PackageWall.Feeds.Npm;

/// <summary>
/// Writes compact JSON of which most is copied. It knows about commas and the text it is given, and takes the rest for what it is:
/// spans of a document that a strict reader has passed over.
/// </summary>
internal sealed class JsonOutput : IDisposable
{
    private const int BufferSize = 32 << 10;
    private const int DateLength = 26;

    // What stands between quotes as it is. Everything else goes through the encoder.
    private static readonly SearchValues<byte> PlainBytes = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Where(IsPlain).Select(c => (byte)c)]);
    private static readonly SearchValues<char> PlainCharacters = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Where(IsPlain).Select(c => (char)c)]);

    private readonly IBufferWriter<byte> _output;
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private int _used;
    private bool _needsComma;

    public JsonOutput(IBufferWriter<byte> output) => _output = output;

    /// <summary>Text as it must stand between quotes.</summary>
    public static byte[] Encode(string text) => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.ToArray();

    public void StartObject()
    {
        Separate();
        Byte((byte)'{');
        _needsComma = false;
    }

    public void EndObject()
    {
        Byte((byte)'}');
        _needsComma = true;
    }

    /// <summary>The name of a property, unescaped.</summary>
    public void Name(ReadOnlySpan<byte> name)
    {
        Separate();
        Byte((byte)'"');
        Bytes(name.ContainsAnyExcept(PlainBytes) ? JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes : name);
        EndName();
    }

    /// <summary>The name of a property.</summary>
    public void Name(string name)
    {
        Separate();
        Byte((byte)'"');
        Text(name);
        EndName();
    }

    /// <summary>A value as it stands in a document that was read.</summary>
    public void Raw(ReadOnlySpan<byte> json)
    {
        Separate();
        Bytes(json);
        _needsComma = true;
    }

    public void String(string text) => String([], text);

    /// <summary>A string that starts with what <see cref="Encode"/> made.</summary>
    public void String(ReadOnlySpan<byte> encoded, string text)
    {
        Separate();
        Byte((byte)'"');
        Bytes(encoded);
        Text(text);
        Byte((byte)'"');
        _needsComma = true;
    }

    /// <summary>A time as <see cref="NpmTime.Write"/> spells it.</summary>
    public void Date(DateTimeOffset time)
    {
        Separate();
        Room(DateLength);
        NpmTime.Write(time, _buffer.AsSpan(_used + 1, DateLength - 2));
        _buffer[_used] = _buffer[_used + DateLength - 1] = (byte)'"';
        _used += DateLength;
        _needsComma = true;
    }

    /// <summary>Hands over what is left; without it the output is not whole.</summary>
    public void Flush()
    {
        _output.Write(_buffer.AsSpan(0, _used));
        _used = 0;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private static bool IsPlain(int character) => character is not ('"' or '\\');

    private void EndName()
    {
        Room(2);
        _buffer[_used++] = (byte)'"';
        _buffer[_used++] = (byte)':';
        _needsComma = false;
    }

    private void Separate()
    {
        if (_needsComma)
        {
            Byte((byte)',');
        }
    }

    private void Text(string text)
    {
        if (text.Length > BufferSize || text.AsSpan().ContainsAnyExcept(PlainCharacters))
        {
            Bytes(Encode(text));
            return;
        }

        Room(text.Length);
        _used += Encoding.ASCII.GetBytes(text, _buffer.AsSpan(_used));
    }

    private void Byte(byte value)
    {
        Room(1);
        _buffer[_used++] = value;
    }

    private void Bytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > BufferSize / 2)
        {
            Flush();
            _output.Write(bytes);
            return;
        }

        Room(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_used));
        _used += bytes.Length;
    }

    // At most BufferSize.
    private void Room(int length)
    {
        if (_buffer.Length - _used < length)
        {
            Flush();
        }
    }
}
