using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>What a name says by itself, found out once for all the places where it stands.</summary>
internal sealed class NameTraits(string name)
{
    public string Name { get; } = name;

    /// <summary>Whether a method of that name keeps functions for later.</summary>
    public bool IsKeeper { get; init; }

    /// <summary>Whether what it gives proves that one has a secret and does not tell it.</summary>
    public bool IsProof { get; init; }

    /// <summary>The member of the vocabulary that it is whatever it is a member of.</summary>
    public ApiNode? Guessed { get; init; }

    /// <summary>What it is in the vocabulary where nothing else has the name.</summary>
    public ApiNode? Root { get; init; }

    /// <summary>What it says that its value is, once somebody asked.</summary>
    public Taint? Secret { get; set; }

    /// <summary>Whether it has a word for a secret in it, once somebody asked.</summary>
    public bool? IsSecretWord { get; set; }
}
