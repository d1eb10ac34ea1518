using System.Runtime.CompilerServices;
using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.JavaScript;

/// <summary>
/// Reads JavaScript of any dialect into the shared syntax in one pass. It accepts more than any engine does: what is no JavaScript
/// becomes <see cref="Unknown"/> with its parts, and the first place is reported as unread. Nesting is bounded; deeper code is
/// read flat, so that it is still seen.
/// </summary>
internal sealed partial class JsParser
{
    /// <summary>Deepest nesting that is read as it stands. Measured on ordinary bundles: below 150.</summary>
    private const int DepthCap = 500;

    /// <summary>How far below the cap flat reading starts again.</summary>
    private const int FlatAllowance = 64;

    private static readonly object[] SmallNumbers = [.. Enumerable.Range(0, 1024).Select(static i => (object)(double)i)];
    private static readonly object True = true;
    private static readonly object False = false;

    private readonly JsLexer _lex;
    private readonly JsFingerprints _prints;
    private readonly bool _types;
    private readonly JsDialect _dialect;
    private readonly List<Node> _scratch = [];
    private readonly List<string> _unread = [];

    private JsMark? _abandoned;
    private bool _flat;
    private int _depth;
    private int _tall;
    private int _arrowEnd = -1;
    private readonly JsLocals _locals = new();
    private bool _noIn;
    private bool _async;
    private bool _generator;
    private bool _inThen;
    private int _functions;

    public JsParser(JsLexer lexer, JsFingerprints prints, JsDialect dialect)
    {
        (_lex, _prints, _dialect) = (lexer, prints, dialect);
        _types = dialect != JsDialect.JavaScript;
        _speculation = 10_000 + lexer.Source.Length;
    }

    /// <summary>Why the text could not be read as it stands.</summary>
    public IReadOnlyList<string> Unread => _unread;

    /// <summary>Reads all statements.</summary>
    public Block ParseProgram()
    {
        _lex.Next();
        var mark = _scratch.Count;
        while (!At(JsToken.End))
        {
            var before = _lex.Start;
            ParseStatementInto();
            if (_lex.Start == before && !At(JsToken.End))
            {
                Trouble();
                _lex.Next();
            }
        }

        _scratch.AddRange(_spilled);
        return new Block(1, 0, _lex.LastEnd, Take(mark));
    }

    /// <summary>A step below an expression that does not pass through an assignment: decorators, base classes.</summary>
    private Node ParseLinked()
    {
        if (!Enter())
        {
            return ParseFlat();
        }

        var node = ParsePostfix();
        _depth--;
        return node;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool At(JsToken kind) => _lex.Kind == kind;

    private bool AtName(string text) => _lex.Kind == JsToken.Name && _lex.Text == text;

    private bool AtOperator(string text) => _lex.Kind == JsToken.Operator && _lex.Text == text;

    private bool AtAnyName => _lex.Kind is JsToken.Name or >= JsToken.Break;

    private bool Accept(JsToken kind)
    {
        if (_lex.Kind != kind)
        {
            return false;
        }

        _lex.Next();
        return true;
    }

    private void Expect(JsToken kind)
    {
        if (!Accept(kind))
        {
            Trouble();
        }
    }

    private void ExpectEnd()
    {
        if (!Accept(JsToken.Semicolon) && !_lex.NewLine && _lex.Kind is not (JsToken.BraceClose or JsToken.End))
        {
            Trouble();
        }
    }

    /// <summary>Notes that the text is no JavaScript here. Only the first place is told.</summary>
    private void Trouble()
    {
        if (_unread.Count == 0 && _abandoned is null && !_flat)
        {
            _unread.Add($"javascript: line {_lex.Line} is not understood: {JsOddities.Excerpt(_lex.Source, _lex.Start)}");
        }
    }

    /// <summary>Whether a reason says that the text is no JavaScript, and not that a bound was reached.</summary>
    public static bool IsNotUnderstood(string reason) => reason.StartsWith("javascript: line ", StringComparison.Ordinal);

    private void NoteOnce(string reason)
    {
        if (!_unread.Contains(reason))
        {
            _unread.Add(reason);
        }
    }

    private Node[] Take(int mark)
    {
        var count = _scratch.Count - mark;
        if (count == 0)
        {
            return [];
        }

        var nodes = new Node[count];
        _scratch.CopyTo(mark, nodes, 0, count);
        _scratch.RemoveRange(mark, count);
        return nodes;
    }

    /// <summary>Goes one level down; false at the cap, where the caller reads <see cref="ParseFlat"/> instead.</summary>
    private bool Enter() => ++_depth < DepthCap && ((_depth & 15) != 0 || RuntimeHelpers.TryEnsureSufficientExecutionStack());

    /// <summary>
    /// Reads what is nested too deeply: brackets are only counted, what stands between them is read with a small allowance of
    /// nesting. When that too is used up the reading is abandoned (the parser sees an end, unwinds to here) and taken up again
    /// at the same token, so that every token is seen and none is seen often.
    /// </summary>
    private Unknown ParseFlat()
    {
        _depth--;
        var (line, start, mark) = (_lex.Line, _lex.Start, _scratch.Count);
        if (_flat)
        {
            _abandoned ??= _lex.Mark();
            _lex.Halt();
            return new Unknown(line, start, start, []);
        }

        NoteOnce($"javascript: nested deeper than {DepthCap} at line {line}");
        var saved = (_depth, _noIn, _async, _generator, _inThen, _tall);
        _flat = true;
        var open = 0;
        var again = true;
        while (!At(JsToken.End) && (open > 0 || again))
        {
            again = false;
            if (_lex.Kind is JsToken.ParenOpen or JsToken.BracketOpen or JsToken.BraceOpen)
            {
                open++;
                _lex.Next();
            }
            else if (_lex.Kind is JsToken.ParenClose or JsToken.BracketClose or JsToken.BraceClose)
            {
                if (--open < 0)
                {
                    break;
                }

                _lex.Next();
            }
            else
            {
                var before = _lex.Start;
                _depth = DepthCap - FlatAllowance;
                ParseStatementInto();
                if (_abandoned is { } mid)
                {
                    _abandoned = null;
                    _lex.Reset(mid);
                    again = true;
                    if (_lex.Start > before)
                    {
                        continue;
                    }
                }

                if (_lex.Start == before && _lex.Kind is not (JsToken.ParenOpen or JsToken.BracketOpen or JsToken.BraceOpen))
                {
                    _lex.Next();
                }
            }
        }

        _flat = false;
        (_depth, _noIn, _async, _generator, _inThen, _tall) = saved;
        return new Unknown(line, start, _lex.LastEnd, Take(mark));
    }
}
