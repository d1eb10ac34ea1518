using System.Buffers;
using PackageWall.Packages;

namespace PackageWall.Feeds.Npm;

/// <summary>The names of tarballs.</summary>
internal static class NpmFileName
{
    private const int MaxLength = 512;
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!'()*+@");

    private static readonly SearchValues<byte> Plain =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._+"u8);

    /// <summary>Whether a text is a file name that stands in an address as it is, whatever address that is: nothing to escape or to leave out.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> text) =>
        text.Length is > 0 and <= MaxLength && text[0] != (byte)'.' && text[^1] != (byte)'.' && !text.ContainsAnyExcept(Plain);

    /// <summary>Whether a text can be the last part of an address without being read in two ways: no separators, escapes or leading dot.</summary>
    public static bool IsValid(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= MaxLength && text[0] != '.' && !text.ContainsAnyExcept(Allowed);

    /// <summary>The last part of an upstream address, or null when it is not a file name.</summary>
    public static string? Of(Uri url)
    {
        string path = url.AbsolutePath;
        string file = path[(path.LastIndexOf('/') + 1)..];
        return IsValid(file) ? file : null;
    }

    /// <summary>Whether a file is named as registries name them: <c>name-1.0.0.tgz</c>.</summary>
    public static bool IsConventional(ReadOnlySpan<char> file, PackageName package, ReadOnlySpan<char> version)
    {
        ReadOnlySpan<char> name = package.Value.AsSpan(package.Value.IndexOf('/', StringComparison.Ordinal) + 1);
        return file.Length == name.Length + version.Length + 5
            && file.StartsWith(name) && file[name.Length] == '-' && file[(name.Length + 1)..].StartsWith(version) && file.EndsWith(".tgz");
    }

    /// <summary>
    /// The path under which clients ask for a file: <c>@scope/name/-/name-1.0.0.tgz</c>, the scope's slash as it is (clients write
    /// any other form into lock files).
    /// </summary>
    public static string Path(PackageName package, string file) => $"{package.Value}/-/{file}";
}
