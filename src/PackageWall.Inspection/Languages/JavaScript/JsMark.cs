namespace PackageWall.Inspection.Languages.JavaScript;

/// <summary>A state of the lexer to come back to.</summary>
internal readonly record struct JsMark(
    JsToken Kind, int Start, int Position, int Line, int EndLine, string Text, int Rank, double Number, bool NewLine, int LastEnd);
