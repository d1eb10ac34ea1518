namespace PackageWall.Inspection.Languages.DotNet;

/// <summary>What the vocabulary knows about a literal. Readers of compiled code ask for each distinct string once.</summary>
internal interface ILiteralVocabulary
{
    /// <summary>The fact that reading this place makes, for example <c>read.secret.ssh</c>; null for ordinary text.</summary>
    string? Place(string literal);

    /// <summary>The fact that talking to the host in this address makes, for example <c>network.drop</c>; null when it is no known one.</summary>
    string? Host(string literal);

    /// <summary>The fact that a parameter, field or property of this name holds a secret of the caller, or null.</summary>
    string? Secret(string name);

    /// <summary>Whether a variable of the environment with this name holds a secret.</summary>
    bool IsSecretVariable(string name);
}
