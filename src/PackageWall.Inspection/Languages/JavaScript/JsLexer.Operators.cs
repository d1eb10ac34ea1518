namespace PackageWall.Inspection.Languages.JavaScript;

/// <summary>Punctuators: ECMA-262 section 12.8.</summary>
internal sealed partial class JsLexer
{
    private void ReadOperator(char c)
    {
        switch (c)
        {
            case '(': Take(JsToken.ParenOpen, 1); return;
            case ')': Take(JsToken.ParenClose, 1); return;
            case '[': Take(JsToken.BracketOpen, 1); return;
            case ']': Take(JsToken.BracketClose, 1); return;
            case '{': Take(JsToken.BraceOpen, 1); return;
            case '}': Take(JsToken.BraceClose, 1); return;
            case ';': Take(JsToken.Semicolon, 1); return;
            case ',': Take(JsToken.Comma, 1); return;
            case ':': Take(JsToken.Colon, 1); return;
            case '@': Take(JsToken.At, 1); return;
            case '`': Take(JsToken.Backtick, 1); return;
            case '~': Take(JsToken.Not, 1, "~"); return;
            case '.' when Peek(1) == '.' && Peek(2) == '.': Take(JsToken.Ellipsis, 3); return;
            case '.': Take(JsToken.Dot, 1); return;
            case '?': ReadQuestion(); return;
            case '=': ReadEquals(); return;
            case '!': ReadExclamation(); return;
            case '+': ReadSign('+', "+", "++", "+="); return;
            case '-': ReadSign('-', "-", "--", "-="); return;
            case '*' when Peek(1) == '*': ReadBinary(2, JsOperators.Power, "**", "**="); return;
            case '*': ReadBinary(1, JsOperators.Multiplicative, "*", "*="); return;
            case '%': ReadBinary(1, JsOperators.Multiplicative, "%", "%="); return;
            case '/': ReadSlash(); return;
            case '&' when Peek(1) == '&': ReadBinary(2, JsOperators.And, "&&", "&&="); return;
            case '&': ReadBinary(1, JsOperators.BitAnd, "&", "&="); return;
            case '|' when Peek(1) == '|': ReadBinary(2, JsOperators.Or, "||", "||="); return;
            case '|': ReadBinary(1, JsOperators.BitOr, "|", "|="); return;
            case '^': ReadBinary(1, JsOperators.BitXor, "^", "^="); return;
            case '<' when Peek(1) == '<': ReadBinary(2, JsOperators.Shift, "<<", "<<="); return;
            case '<': ReadCompare("<", "<="); return;
            case '>' when Peek(1) == '>' && Peek(2) == '>': ReadBinary(3, JsOperators.Shift, ">>>", ">>>="); return;
            case '>' when Peek(1) == '>': ReadBinary(2, JsOperators.Shift, ">>", ">>="); return;
            case '>': ReadCompare(">", ">="); return;
            default: Take(JsToken.Unknown, 1); return;
        }
    }

    private void Take(JsToken kind, int length, string text = "", int rank = 0)
    {
        Kind = kind;
        _pos += length;
        Text = text;
        Rank = rank;
    }

    private void ReadBinary(int length, int rank, string text, string assign)
    {
        if (Peek(length) == '=')
        {
            Take(JsToken.OperatorAssign, length + 1, assign);
        }
        else
        {
            Take(JsToken.Operator, length, text, rank);
        }
    }

    private void ReadCompare(string text, string orEqual)
    {
        var equal = Peek(1) == '=';
        Take(JsToken.Operator, equal ? 2 : 1, equal ? orEqual : text, JsOperators.Relational);
    }

    private void ReadSign(char sign, string text, string twice, string assign)
    {
        if (Peek(1) == sign)
        {
            Take(JsToken.Increment, 2, twice);
        }
        else
        {
            ReadBinary(1, JsOperators.Additive, text, assign);
        }
    }

    private void ReadQuestion()
    {
        if (Peek(1) == '?')
        {
            ReadBinary(2, JsOperators.Coalesce, "??", "??=");
        }
        else if (Peek(1) == '.' && Peek(2) is not (>= '0' and <= '9'))
        {
            Take(JsToken.QuestionDot, 2);
        }
        else
        {
            Take(JsToken.Question, 1);
        }
    }

    private void ReadEquals()
    {
        if (Peek(1) == '>')
        {
            Take(JsToken.Arrow, 2);
        }
        else if (Peek(1) == '=')
        {
            var strict = Peek(2) == '=';
            Take(JsToken.Operator, strict ? 3 : 2, strict ? "===" : "==", JsOperators.Equality);
        }
        else
        {
            Take(JsToken.Assign, 1, "=");
        }
    }

    private void ReadExclamation()
    {
        if (Peek(1) == '=')
        {
            var strict = Peek(2) == '=';
            Take(JsToken.Operator, strict ? 3 : 2, strict ? "!==" : "!=", JsOperators.Equality);
        }
        else
        {
            Take(JsToken.Not, 1, "!");
        }
    }

    private void ReadSlash()
    {
        if (Peek(1) == '=')
        {
            Take(JsToken.OperatorAssign, 2, "/=");
        }
        else
        {
            Take(JsToken.Slash, 1, "/", JsOperators.Multiplicative);
        }
    }
}
