using System.Buffers;
using System.Text;

namespace PackageWall.Inspection.Facts;

/// <summary>
/// Words that tell what a parameter, field or function is for, looked for in its name. Asked of every name of a library, so that one
/// vectorised search answers for all words at once where it can.
/// </summary>
internal sealed class NameWords
{
    private readonly HashSet<string> _whole = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _wholeByLetters;
    private readonly string[] _parts;
    private readonly SearchValues<string> _anyPart;
    private readonly int _longest;

    /// <summary>Short words, and those with an equals sign, must be the whole name.</summary>
    public NameWords(IEnumerable<string> words)
    {
        List<string> parts = [];
        foreach (string word in words)
        {
            if (word[0] == '=')
            {
                _whole.Add(word[1..]);
            }
            else if (word.Length > 3)
            {
                parts.Add(word);
            }
            else
            {
                _whole.Add(word);
            }
        }

        // Names are folded to lower case, so a word with a capital is in none.
        _parts = [.. parts.Where(word => !word.Any(char.IsUpper))];
        _anyPart = SearchValues.Create(_parts, StringComparison.OrdinalIgnoreCase);
        _wholeByLetters = _whole.GetAlternateLookup<ReadOnlySpan<char>>();
        _longest = _whole.Count == 0 ? 0 : _whole.Max(word => word.Length);
    }

    /// <summary>Whether one of the words is in the name, or is it.</summary>
    public bool Match(string name)
    {
        ReadOnlySpan<char> plain = name.AsSpan().TrimStart("_#");
        if (!Ascii.IsValid(plain))
        {
            string lower = plain.ToString().ToLowerInvariant();
            return _whole.Contains(lower) || Array.Exists(_parts, part => lower.Contains(part, StringComparison.Ordinal));
        }

        Span<char> letters = stackalloc char[plain.Length <= _longest && plain.Length <= 64 ? plain.Length : 0];
        return (letters.Length == plain.Length && _whole.Count > 0 && IsWhole(plain, letters)) || plain.ContainsAny(_anyPart);
    }

    private bool IsWhole(ReadOnlySpan<char> name, Span<char> letters)
    {
        name.ToLowerInvariant(letters);
        return _wholeByLetters.Contains(letters);
    }
}
