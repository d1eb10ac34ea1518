using PackageWall.Packages;

namespace PackageWall.Inspection.Signatures.Baselines;

/// <summary>Harmless evidence that a person has read: this finding of this package needs no second look while its evidence stays the same.</summary>
/// <param name="Ecosystem">Whose package; from the name of the file.</param>
/// <param name="Package">Name, normalised by the ecosystem's rules.</param>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Evidence">Lower-case hex hash of the evidence, see <see cref="WholeEvidence"/>.</param>
/// <param name="Seen">The version in which it was read.</param>
/// <param name="Why">Why it is harmless, in the words of who read it. Empty only in a draft.</param>
public sealed record Pin(Ecosystem Ecosystem, string Package, string Rule, string Evidence, string Seen, string Why);
