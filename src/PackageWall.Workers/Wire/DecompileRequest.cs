using PackageWall.Packages;
using PackageWall.Workers.Pool;

namespace PackageWall.Workers.Wire;

/// <summary>Asks for methods as C#. The artifact's bytes follow the message; the answer is a list in the same order.</summary>
/// <param name="Ecosystem">Whose package.</param>
/// <param name="Length">How many bytes follow.</param>
/// <param name="Methods">The methods.</param>
internal sealed record DecompileRequest(Ecosystem Ecosystem, int Length, IReadOnlyList<MethodName> Methods);
