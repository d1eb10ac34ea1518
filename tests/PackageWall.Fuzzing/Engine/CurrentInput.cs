using System.IO.MemoryMappedFiles;

namespace PackageWall.Fuzzing.Engine;

/// <summary>
/// The input that is being run, in memory shared with the process that watches: when the runtime itself falls (a stack overflow cannot
/// be caught), that process still knows the input.
/// </summary>
internal sealed class CurrentInput : IDisposable
{
    private const int Header = 16;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    /// <summary>Opens or makes the shared file.</summary>
    public CurrentInput(string path)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, Header + Mutation.Mutator.MostBytes);
        _view = _file.CreateViewAccessor();
    }

    /// <summary>How many inputs were begun: stands still while one is being run.</summary>
    public long Count => _view.ReadInt64(0);

    /// <summary>The last input.</summary>
    public byte[] Read()
    {
        byte[] input = new byte[Math.Clamp(_view.ReadInt32(8), 0, Mutation.Mutator.MostBytes)];
        _view.ReadArray(Header, input, 0, input.Length);
        return input;
    }

    /// <summary>Begins on another input.</summary>
    public void Write(byte[] input)
    {
        int length = Math.Min(input.Length, Mutation.Mutator.MostBytes);
        _view.Write(8, length);
        _view.WriteArray(Header, input, 0, length);
        _view.Write(0, Count + 1);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
