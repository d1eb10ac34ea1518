using System.Text;

namespace PackageWall.Testing.PythonBytecode;

/// <summary>Objects as <c>marshal</c> writes them (CPython, Python/marshal.c).</summary>
public static class Marshalled
{
    /// <summary>Nothing.</summary>
    public static byte[] None => [(byte)'N'];

    /// <summary>A text, bytes, a whole number, a truth or nothing; bytes given as <see cref="Raw"/> stand as they are.</summary>
    public static byte[] Of(object? value) => value switch
    {
        null => None,
        Raw raw => raw.Bytes,
        bool truth => [(byte)(truth ? 'T' : 'F')],
        int number => [(byte)'i', .. BitConverter.GetBytes(number)],
        double number => [(byte)'g', .. BitConverter.GetBytes(number)],
        byte[] bytes => [(byte)'s', .. BitConverter.GetBytes(bytes.Length), .. bytes],
        string text => Text(text),
        object?[] items => Tuple(items),
        _ => throw new ArgumentException(value.GetType().Name, nameof(value)),
    };

    /// <summary>A tuple.</summary>
    public static byte[] Tuple(params object?[] items) => [(byte)'(', .. BitConverter.GetBytes(items.Length), .. items.SelectMany(Of)];

    private static byte[] Text(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return text.All(char.IsAscii) && text.Length < 256
            ? [(byte)'Z', (byte)text.Length, .. bytes]
            : [(byte)'u', .. BitConverter.GetBytes(bytes.Length), .. bytes];
    }

    /// <summary>Bytes of an object that was written elsewhere.</summary>
    public sealed record Raw(byte[] Bytes);
}
