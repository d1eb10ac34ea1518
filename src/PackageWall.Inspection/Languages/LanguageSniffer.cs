using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using PackageWall.Inspection.Archives.Tar;

namespace PackageWall.Inspection.Languages;

/// <summary>Tells from a name and the first bytes what a file is. Bytes win over names: a script named <c>.txt</c> is found when it shows itself.</summary>
public static class LanguageSniffer
{
    private static readonly FrozenDictionary<string, string> ByEnding = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        [".js"] = Language.JavaScript, [".mjs"] = Language.JavaScript, [".cjs"] = Language.JavaScript, [".jsx"] = Language.JavaScript,
        [".ts"] = Language.JavaScript, [".mts"] = Language.JavaScript, [".cts"] = Language.JavaScript, [".tsx"] = Language.JavaScript,
        [".es6"] = Language.JavaScript, [".py"] = Language.Python, [".pyw"] = Language.Python, [".pyi"] = Language.Python, [".pyx"] = Language.Python,
        [".start"] = Language.Text, [".pth"] = Language.Pth, [".pyc"] = Language.Pyc, [".pyo"] = Language.Pyc, [".sh"] = Language.Shell,
        [".bash"] = Language.Shell, [".zsh"] = Language.Shell, [".ksh"] = Language.Shell, [".command"] = Language.Shell, [".ps1"] = Language.PowerShell,
        [".psm1"] = Language.PowerShell, [".psd1"] = Language.PowerShell, [".bat"] = Language.Batch, [".cmd"] = Language.Batch,
        [".props"] = Language.MsBuild, [".targets"] = Language.MsBuild, [".csproj"] = Language.MsBuild, [".vbproj"] = Language.MsBuild,
        [".fsproj"] = Language.MsBuild, [".proj"] = Language.MsBuild, [".tasks"] = Language.MsBuild, [".gyp"] = Language.Gyp, [".gypi"] = Language.Gyp,
        [".json"] = Language.Json, [".cs"] = Language.CSharp, [".vb"] = Language.CSharp, [".fs"] = Language.CSharp, [".pp"] = Language.CSharp,
        [".csx"] = Language.CSharp,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The language of a file, one of the names in <see cref="Language"/>.</summary>
    public static string Sniff(string path, ReadOnlySpan<byte> content)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (OfBytes(content) is { } known)
        {
            return known;
        }

        var name = path[(path.LastIndexOf('/') + 1)..];
        var dot = name.LastIndexOf('.');
        var ending = dot < 0 ? "" : name[dot..];
        if (ByEnding.TryGetValue(ending, out var named))
        {
            return named == Language.Pyc ? Language.Pyc : named;
        }

        return OfShebang(content) ?? OfText(content);
    }

    /// <summary>Whether a text begins as no script can.</summary>
    internal static bool CannotRun(ReadOnlySpan<byte> content)
    {
        content = content[..Math.Min(content.Length, Looked)];
        char[] text = ArrayPool<char>.Shared.Rent(content.Length);
        bool cannot = CodeHeuristic.BeginsAsNoScript(text.AsSpan(0, Encoding.UTF8.GetChars(content, text)));
        ArrayPool<char>.Shared.Return(text);
        return cannot;
    }

    /// <summary>Whether neither name nor first bytes say what a file is, so that <see cref="Sniff"/> goes by the looks of its text.</summary>
    internal static bool IsGuess(string path, ReadOnlySpan<byte> content)
    {
        return OfBytes(content) is null && !IsNamed(path) && OfShebang(content) is null;
    }

    /// <summary>The language of a decoded layer, which has no name; <see cref="Language.Text"/> when it is none that runs.</summary>
    public static string SniffLayer(ReadOnlySpan<byte> content)
    {
        if (OfBytes(content) is { } known)
        {
            return known;
        }

        if (OfShebang(content) is { } script)
        {
            return script;
        }

        return OfText(content);
    }

    private static string OfText(ReadOnlySpan<byte> content) =>
        !IsText(content) ? Language.Binary : IsMarkup(content) ? Language.Text : IsJson(content) ? Language.Json : OfLetters(content);

    // The guess for what begins with a bracket, without a text being made: half of what libraries for .NET carry is their documentation.
    private static bool IsMarkup(ReadOnlySpan<byte> content)
    {
        content = (content.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? content[3..] : content).TrimStart(" \t\r\n"u8);
        return content is [(byte)'<', ..] && !(content.Length >= 8 && Ascii.EqualsIgnoreCase(content[..8], "<Project"u8));
    }

    /// <summary>Whether it is JSON to its last byte (source maps and the like): a script may begin and end as that does.</summary>
    internal static bool IsJson(ReadOnlySpan<byte> content)
    {
        if (content.TrimStart(" \t\r\n"u8) is not [(byte)'{' or (byte)'[', ..])
        {
            return false;
        }

        try
        {
            Utf8JsonReader reader = new(content, new JsonReaderOptions { MaxDepth = 256 });
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // The mark alone stands in programs that read such archives.
    private static bool IsTar(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= TarHeader.BlockLength && bytes[257..].StartsWith("ustar"u8) && TarHeaderReader.HasRightChecksum(bytes[..TarHeader.BlockLength]);

    /// <summary>Whether the name alone says that it is a script or another kind of source.</summary>
    internal static bool IsNamed(string path) => path.LastIndexOf('.') is var dot && dot > path.LastIndexOf('/') && ByEnding.ContainsKey(path[dot..]);

    // How much of a text is looked at.
    private const int Looked = 64 << 10;

    private static string OfLetters(ReadOnlySpan<byte> content)
    {
        content = content[..Math.Min(content.Length, Looked)];
        char[] text = ArrayPool<char>.Shared.Rent(content.Length);
        string language = CodeHeuristic.Guess(text.AsSpan(0, Encoding.UTF8.GetChars(content, text)));
        ArrayPool<char>.Shared.Return(text);
        return language;
    }

    private static string? OfBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4)
        {
            return null;
        }

        if (bytes.StartsWith("\u007FELF"u8) || bytes.StartsWith("\0asm"u8))
        {
            return Language.Native;
        }

        if (bytes.StartsWith("MZ"u8) && bytes.Length >= 64 && OfPortableExecutable(bytes) is { } executable)
        {
            return executable;
        }

        var magic = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        switch (magic)
        {
            case 0xFEEDFACE or 0xFEEDFACF or 0xCEFAEDFE or 0xCFFAEDFE:
                return Language.Native;
            case 0xCAFEBABE:
                // A fat Mach-O says how many parts it has, a Java class its version: below and above 43.
                return bytes.Length >= 8 && BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]) < 43 ? Language.Native : Language.Binary;
            case 0x504B0304 or 0x504B0506 or 0x52617221 or 0x377ABCAF:
                return Language.Archive;
        }

        if ((bytes[0] == 0x1F && bytes[1] == 0x8B) || (bytes.StartsWith("BZh"u8) && bytes.Length > 10 && bytes[4] == 0x31)
            || bytes.StartsWith((ReadOnlySpan<byte>)[0xFD, 0x37, 0x7A, 0x58, 0x5A]) || magic == 0x28B52FFD
            || IsTar(bytes))
        {
            return Language.Archive;
        }

        // Python's bytecode begins with a version and CR LF.
        return bytes[2] == 0x0D && bytes[3] == 0x0A && bytes[1] is 0x0B or 0x0C or 0x0D or 0x0E or 0x0F && bytes.Length > 16 ? Language.Pyc : null;
    }

    // PE format, section 3: a CLR header among the data directories makes it managed.
    private static string? OfPortableExecutable(ReadOnlySpan<byte> bytes)
    {
        var header = BinaryPrimitives.ReadInt32LittleEndian(bytes[60..]);
        if (header < 0 || header > bytes.Length - 24 || !bytes[header..].StartsWith("PE\0\0"u8))
        {
            return null;
        }

        var optional = header + 24;
        if (optional + 2 > bytes.Length)
        {
            return Language.Native;
        }

        var isWide = BinaryPrimitives.ReadUInt16LittleEndian(bytes[optional..]) == 0x20B;
        var clr = optional + (isWide ? 112 : 96) + (14 * 8);
        return clr + 8 <= bytes.Length && BinaryPrimitives.ReadUInt32LittleEndian(bytes[clr..]) != 0 ? Language.DotNet : Language.Native;
    }

    /// <summary>The language of the interpreter that a first line names, or null.</summary>
    internal static string? OfShebang(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? bytes[3..] : bytes;
        if (!bytes.StartsWith("#!"u8))
        {
            return null;
        }

        var end = bytes.IndexOf((byte)'\n');
        var line = Encoding.Latin1.GetString(bytes[2..Math.Min(end < 0 ? bytes.Length : end, 200)]);
        foreach (var word in line.Split([' ', '\t', '/', '\r'], StringSplitOptions.RemoveEmptyEntries).Reverse())
        {
            var language = word switch
            {
                _ when word.StartsWith("python", StringComparison.Ordinal) || word.StartsWith("pypy", StringComparison.Ordinal) => Language.Python,
                "node" or "nodejs" or "bun" or "deno" or "tsx" or "ts-node" => Language.JavaScript,
                "sh" or "bash" or "zsh" or "dash" or "ksh" or "ash" => Language.Shell,
                "pwsh" or "powershell" => Language.PowerShell,
                _ => null,
            };
            if (language is not null)
            {
                return language;
            }
        }

        return null;
    }

    // Bytes that texts have few of.
    private static readonly SearchValues<byte> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 32).Where(letter => letter is not (9 or 10 or 11 or 12 or 13 or 27)).Select(letter => (byte)letter), 127]);

    private static bool IsText(ReadOnlySpan<byte> bytes)
    {
        var sample = bytes[..Math.Min(bytes.Length, 4096)];
        if (sample.Length >= 2 && ((sample[0] == 0xFF && sample[1] == 0xFE) || (sample[0] == 0xFE && sample[1] == 0xFF)))
        {
            return true;
        }

        var odd = 0;
        if (sample.ContainsAny(Controls))
        {
            foreach (var letter in sample)
            {
                odd += Controls.Contains(letter) ? 1 : 0;
            }
        }

        if (odd * 50 > sample.Length)
        {
            return false;
        }

        if (Ascii.IsValid(sample))
        {
            return true;
        }

        // Bytes above 127 that are no UTF-8 are rare in text of any kind.
        var replaced = 0;
        foreach (var letter in Encoding.UTF8.GetString(sample))
        {
            replaced += letter == '\uFFFD' ? 1 : 0;
        }

        return replaced * 20 <= sample.Length;
    }
}
