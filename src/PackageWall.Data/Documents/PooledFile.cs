using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace PackageWall.Data.Documents;

/// <summary>The bytes of a small file in memory that is given back.</summary>
internal readonly struct PooledFile : IDisposable
{
    private readonly byte[] _array;
    private readonly int _length;

    private PooledFile(byte[] array, int length) => (_array, _length) = (array, length);

    public ReadOnlyMemory<byte> Memory => _array.AsMemory(0, _length);

    public ReadOnlySpan<byte> Span => _array.AsSpan(0, _length);

    /// <summary>Reads a file, or null when there is none.</summary>
    public static async Task<PooledFile?> ReadAsync(string path, CancellationToken cancellation)
    {
        // Most documents are asked for before they are there, and an exception costs as much as reading a file.
        if (!File.Exists(path))
        {
            return null;
        }

        SafeFileHandle handle;
        try
        {
            handle = File.OpenHandle(path, share: FileShare.Read | FileShare.Delete);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        using (handle)
        {
            int length = (int)Math.Min(RandomAccess.GetLength(handle), Array.MaxLength);
            byte[] array = ArrayPool<byte>.Shared.Rent(length);
            try
            {
                int read = 0;
                for (int count = 1; read < length && count > 0; read += count)
                {
                    count = await RandomAccess.ReadAsync(handle, array.AsMemory(read, length - read), read, cancellation);
                }

                return new PooledFile(array, read);
            }
            catch
            {
                ArrayPool<byte>.Shared.Return(array);
                throw;
            }
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_array);
}
