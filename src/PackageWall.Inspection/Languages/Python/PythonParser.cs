using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Python;

/// <summary>
/// Parses Python tokens into the shared tree: recursive descent with a cap on depth. What it does not understand becomes
/// <see cref="Unknown"/> with every part that is an expression, so that nothing hides in odd syntax. This part holds the cursor.
/// </summary>
internal sealed partial class PythonParser
{
    private const int MostNesting = 200;
    private const int MostReasons = 5;
    private readonly string _text;
    private readonly List<PythonToken> _tokens;
    private readonly List<string> _unread;
    private int _at;
    private int _depth;

    private PythonParser(string text, List<PythonToken> tokens, List<string> unread, int depth)
    {
        _text = text;
        _tokens = tokens;
        _unread = unread;
        _depth = depth;
    }

    private PythonToken Now => _tokens[_at];

    private PythonToken Next => _tokens[Math.Min(_at + 1, _tokens.Count - 1)];

    private bool IsEnd => Now.Kind == PythonTokenKind.End;

    /// <summary>Parses a file. Reasons for what could not be read are added to <paramref name="unread"/>.</summary>
    public static Block Parse(string text, List<PythonToken> tokens, List<string> unread)
    {
        var parser = new PythonParser(text, tokens, unread, 0);
        var body = new List<Node>();
        while (!parser.IsEnd)
        {
            parser.Statement(body);
        }

        return new Block(1, 0, text.Length, body);
    }

    private bool Is(string text) => Now.Is(text);

    private bool IsOperator(string text) => Now.Kind == PythonTokenKind.Operator && (string)Now.Value! == text;

    private bool IsWord(string text) => Now.Kind == PythonTokenKind.Name && (string)Now.Value! == text;

    private bool Take(string text)
    {
        if (!Is(text))
        {
            return false;
        }

        Move();
        return true;
    }

    private PythonToken Move()
    {
        var token = Now;
        if (_at < _tokens.Count - 1)
        {
            _at++;
        }

        return token;
    }

    private int EndOfLast => _at == 0 ? 0 : _tokens[_at - 1].End;

    private bool Enter(out Node tooDeep)
    {
        var token = Now;
        if (_depth < MostNesting)
        {
            _depth++;
            tooDeep = null!;
            return true;
        }

        Unread($"nested deeper than {MostNesting} at line {token.Line}");
        SkipNested();
        tooDeep = new Unknown(token.Line, token.Start, EndOfLast, []);
        return false;
    }

    // Goes past whatever is nested here, so that those above can close their own brackets.
    private void SkipNested()
    {
        var brackets = 0;
        while (!IsEnd && Now.Kind is not (PythonTokenKind.Newline or PythonTokenKind.Indent or PythonTokenKind.Dedent))
        {
            if (Now.Kind == PythonTokenKind.Operator)
            {
                var sign = (string)Now.Value!;
                if (sign is "(" or "[" or "{")
                {
                    brackets++;
                }
                else if (sign is ")" or "]" or "}")
                {
                    if (brackets == 0)
                    {
                        return;
                    }

                    brackets--;
                }
            }

            Move();
        }
    }

    private void Unread(string reason)
    {
        if (_unread.Count < MostReasons && !_unread.Contains(reason))
        {
            _unread.Add(reason);
        }
    }
}
