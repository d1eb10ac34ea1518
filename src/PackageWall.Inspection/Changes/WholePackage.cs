using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using PackageWall.Inspection.Manifests;

namespace PackageWall.Inspection.Changes;

/// <summary>
/// One hash over every byte of a package, its own version number aside: two versions that have the same are the same package, built again under another
/// number. Whatever their code reads of themselves, it reads the same.
/// </summary>
internal static partial class WholePackage
{
    // What stands in place of what is left out. The byte itself is written twice, so that no file can look like it.
    private const byte Mark = 1;
    private const byte OwnVersion = 2;
    private const byte PlainRange = 3;

    /// <summary>The hash in lower-case hex; null for a version that is more than numbers: its letters could be the name of a host.</summary>
    public static string? HashOf(PackageTree tree, string? version)
    {
        if (version is null || !Numbers().IsMatch(version))
        {
            return null;
        }

        byte[] number = Encoding.ASCII.GetBytes(version);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (PackageFile file in tree.Files.Values.OrderBy(file => StablePath.Of(file.Path), StringComparer.Ordinal))
        {
            byte[] content = Without(number, file.Path == "package.json" ? WithoutRanges(file.Content.ToArray()) : Escaped(file.Content.Span));
            byte[] path = Encoding.UTF8.GetBytes(StablePath.Of(file.Path));
            Append(hash, path);
            Append(hash, content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, byte[] part)
    {
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, part.Length);
        hash.AppendData(length);
        hash.AppendData(part);
    }

    // "^1.2.3" as a value of a manifest: other numbers of dependencies that are there already. Each of them is inspected by itself.
    private static byte[] WithoutRanges(byte[] manifest)
    {
        string text = Encoding.Latin1.GetString(Escaped(manifest));
        return Encoding.Latin1.GetBytes(Ranges().Replace(text, $": \"{(char)Mark}{(char)PlainRange}\""));
    }

    private static byte[] Escaped(ReadOnlySpan<byte> content)
    {
        if (!content.Contains(Mark))
        {
            return content.ToArray();
        }

        List<byte> escaped = new(content.Length + 16);
        foreach (byte letter in content)
        {
            escaped.Add(letter);
            if (letter == Mark)
            {
                escaped.Add(Mark);
            }
        }

        return [.. escaped];
    }

    private static byte[] Without(byte[] number, byte[] content)
    {
        if (content.AsSpan().IndexOf(number) < 0)
        {
            return content;
        }

        List<byte> without = new(content.Length);
        int from = 0;
        while (content.AsSpan(from).IndexOf(number) is >= 0 and int found)
        {
            int at = from + found;
            int end = at + number.Length;
            bool isWhole = (at == 0 || !(char.IsAsciiDigit((char)content[at - 1]) || content[at - 1] == '.'))
                && (end >= content.Length || !(char.IsAsciiDigit((char)content[end]) || (content[end] == '.' && end + 1 < content.Length && char.IsAsciiDigit((char)content[end + 1]))));
            without.AddRange(content.AsSpan(from, found));
            without.AddRange(isWhole ? [Mark, OwnVersion] : number);
            from = end;
        }

        without.AddRange(content.AsSpan(from));
        return [.. without];
    }

    // Three numbers; four may be the address of a machine.
    [GeneratedRegex("^[0-9]{1,9}\\.[0-9]{1,9}\\.[0-9]{1,9}$", RegexOptions.NonBacktracking)]
    private static partial Regex Numbers();

    [GeneratedRegex(": ?\"[~^]?[0-9]{1,9}\\.[0-9]{1,9}\\.[0-9]{1,9}\"", RegexOptions.NonBacktracking)]
    private static partial Regex Ranges();
}
