using System.Globalization;
using System.Numerics;
using System.Text;

namespace PackageWall.Inspection.Languages.PythonBytecode;

/// <summary>The text that a compiled file is written out as, line by line, with a bound on all that is made for it.</summary>
internal sealed class WrittenText(long most, CancellationToken cancellation)
{
    /// <summary>Blocks in blocks: the parser has a bound of its own.</summary>
    public const int MostIndent = 90;

    private const int MostConstantDepth = 12;
    private readonly StringBuilder _text = new();
    private readonly List<string> _unread = [];
    private long _made;
    private int _lines;
    private bool _isOpen;
    private int _temporaries;
    private int _tooDeep;

    /// <summary>How far the next line is moved to the right.</summary>
    public int Indent { get; private set; }

    /// <summary>Why it is not all that the file holds.</summary>
    public IReadOnlyList<string> Reasons => _unread;

    /// <summary>How much there is so far.</summary>
    public int Length => _text.Length;

    /// <summary>A name that is given to nothing else.</summary>
    public string Temporary() => $"{Identifiers.Own}t{++_temporaries}";

    /// <summary>Says why something is missing.</summary>
    public void NotRead(string reason)
    {
        if (_unread.Count < 5 && !_unread.Contains(reason))
        {
            _unread.Add(reason);
        }
    }

    /// <summary>Counts text that is made.</summary>
    public string Made(string text)
    {
        Count(text.Length);
        return text;
    }

    /// <summary>Counts what is looked at on the way: a look is cheaper than text.</summary>
    public void Step(int looks) => Count(looks / 4);

    /// <summary>Writes a line.</summary>
    public void Line(string text)
    {
        Count(Indent + text.Length + 1);
        if ((++_lines & 0xFF) == 0)
        {
            cancellation.ThrowIfCancellationRequested();
        }

        _text.Append(' ', Indent).Append(text).Append('\n');
        _isOpen = false;
    }

    /// <summary>Writes the head of a block.</summary>
    public void Open(string head)
    {
        if (Indent >= MostIndent)
        {
            NotRead($"blocks nested deeper than {MostIndent}");
            _tooDeep++;
            return;
        }

        Line(head);
        Indent++;
        _isOpen = true;
    }

    /// <summary>Ends a block.</summary>
    public void Close()
    {
        if (_tooDeep > 0)
        {
            _tooDeep--;
            return;
        }

        if (_isOpen)
        {
            Line("pass");
        }

        Indent--;
    }

    /// <summary>Takes back all that was written since there were so many characters.</summary>
    public string TakeBack(int length)
    {
        var taken = _text.ToString(length, _text.Length - length);
        _text.Length = length;
        return taken;
    }

    /// <summary>Writes again what was taken back.</summary>
    public void PutBack(string text) => _text.Append(text);

    /// <summary>Whether there is nothing but one line since there were so many characters, the first one left out.</summary>
    public bool IsOneLineSince(int length)
    {
        var lines = 0;
        for (var at = _text.Length - 1; at >= length && lines <= 2; at--)
        {
            lines += _text[at] == '\n' ? 1 : 0;
        }

        return lines == 2;
    }

    /// <summary>A constant as an expression.</summary>
    public Expression Constant(object? value) => value switch
    {
        CodeObject code => new CodeValue(code),
        MarshalSequence sequence => Sequence(sequence),
        _ => new(Literal(value, 0), value is not (double or BigInteger or MarshalEllipsis or Complex), true, 0),
    };

    private Expression Sequence(MarshalSequence sequence)
    {
        if (sequence.Kind == ':')
        {
            var range = sequence.Items.Count == 3 ? string.Join(':', sequence.Items.Select(item => item is null ? "" : Literal(item, 1))) : "";
            return new SliceValue(range, Identifiers.Own + "slice", true, 1);
        }

        if (sequence.Kind is '(' or '[' or '<' or '>')
        {
            var kind = sequence.Kind is '<' or '>' ? '{' : sequence.Kind;
            List<string> items = [.. sequence.Items.Select(item => Literal(item, 1))];
            return new DisplayValue(kind, items, Made(DisplayValue.Written(kind, items)), true, 1);
        }

        return new(Literal(sequence, 0), true, true, 1);
    }

    /// <summary>A constant as it is written in source.</summary>
    public string Literal(object? value, int depth)
    {
        switch (value)
        {
            case null:
                return Made("None");
            case bool truth:
                return Made(truth ? "True" : "False");
            case string text:
                return Text(text);
            case byte[] bytes:
                return "b" + Text(Encoding.Latin1.GetString(bytes));
            case double number:
                return Made(Number(number));
            case BigInteger number when number.Sign >= 0 && number.GetByteCount() < 200:
                return Made("0x0" + number.ToString("x", CultureInfo.InvariantCulture));
            case MarshalEllipsis:
                return Made("...");
            case MarshalSequence sequence when depth < MostConstantDepth && sequence.Kind != ':':
                if (sequence.Kind != '{')
                {
                    return Made(DisplayValue.Written(sequence.Kind is '<' or '>' ? '{' : sequence.Kind, [.. sequence.Items.Select(item => Literal(item, depth + 1))]));
                }

                return Made(DisplayValue.Written(':', [.. sequence.Items.Chunk(2).Select(pair => $"{Literal(pair[0], depth + 1)}: {Literal(pair[^1], depth + 1)}")]));
            case MarshalSequence:
                NotRead($"constants nested deeper than {MostConstantDepth}");
                return Made("None");
            case CodeObject:
                NotRead("code among constants");
                return Made("None");
            default:
                return Made(Identifiers.Own + "number");
        }
    }

    private static string Number(double number) => double.IsNaN(number) ? "(1e999-1e999)"
        : double.IsInfinity(number) ? number > 0 ? "1e999" : "-1e999"
        : number == Math.Floor(number) && Math.Abs(number) <= 1L << 53 ? ((long)number).ToString(CultureInfo.InvariantCulture)
        : number.ToString("R", CultureInfo.InvariantCulture);

    private string Text(string value)
    {
        Count(value.Length);
        var text = new StringBuilder(value.Length + 2).Append('\'');
        foreach (var letter in value)
        {
            _ = letter switch
            {
                '\\' or '\'' => text.Append('\\').Append(letter),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                >= ' ' and <= '~' => text.Append(letter),
                < (char)0x100 => text.Append(CultureInfo.InvariantCulture, $"\\x{(int)letter:x2}"),
                _ => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
            };
        }

        return Made(text.Append('\'').ToString());
    }

    private void Count(long length)
    {
        if ((_made += length) > most)
        {
            throw new TextBudgetException();
        }
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
