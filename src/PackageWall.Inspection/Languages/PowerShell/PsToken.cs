namespace PackageWall.Inspection.Languages.PowerShell;

/// <summary>Kinds of token of PowerShell.</summary>
internal enum PsToken
{
    End,
    NewLine,
    Word,
    Text,
    Expandable,
    Variable,
    Number,
    Type,
    Operator,
    Open,
    Close,
}
