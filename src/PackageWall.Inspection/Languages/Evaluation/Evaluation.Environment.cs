using System.Buffers;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>Reads of the environment: of one variable, or of all.</summary>
internal sealed partial class Evaluation
{
    // An object made from the environment: harmless as what a child process is given, a bulk read anywhere else.
    private const string EnvironmentCopy = ":environment";

    // The names of all variables: whoever reads a variable by each of them reads all, whoever picks some by how they begin does not.
    private const string EnvironmentNames = ":environment-names";

    private static readonly SearchValues<string> Beginnings = SearchValues.Create(["startsWith", "/^", "indexOf", "match", ".test("], StringComparison.Ordinal);
    private static readonly SearchValues<string> SecretWords = SearchValues.Create(["token", "secret", "passw", "credential", "auth", "api_key", "apikey"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether names are picked by how they begin, and not for being those of secrets.</summary>
    private bool IsByBeginning(Call call)
    {
        if (call.Arguments is not [{ Value: Function { } choice }, ..])
        {
            return false;
        }

        var text = _tree.Text.AsSpan(choice.Start, Math.Clamp(choice.End - choice.Start, 0, _tree.Text.Length - choice.Start));
        return text.Length <= LongestHelper && text.ContainsAny(Beginnings) && !text.ContainsAny(SecretWords) && !text.Contains("KEY", StringComparison.Ordinal);
    }

    private static bool IsEnvironment(ApiNode api) => Environments.Is(api);

    private static bool IsEnvironment(Value value)
    {
        foreach (var api in value.Apis)
        {
            if (IsEnvironment(api))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>All variables at once.</summary>
    private Taint ReadEnvironment(Node site, Taint taint)
    {
        Emit("read.env.bulk", site, null, Taint.None);
        return taint.Without(EnvironmentCopy).With("read.env.bulk");
    }

    private Value ReadVariable(Value key, Node site)
    {
        var result = Value.Unknown;
        foreach (var constant in key.Constants)
        {
            var name = constant switch { string text => text, byte[] bytes when bytes.Length < 200 => System.Text.Encoding.Latin1.GetString(bytes), _ => null };
            if (name is null)
            {
                continue;
            }

            var fact = _words.IsSecretVariable(name) ? "read.env.secret" : _words.GateOf(name) ?? "read.env";
            Emit(fact, site, name, Taint.None);
            var value = Value.Tainted(Taint.Of(fact));
            result = Value.Join(_words.FolderOf(name) is { } folder ? Value.Of(folder) : value, result);
        }

        if (key.Constants.Length == 0)
        {
            // Some variable whose name is computed; over a list that is a walk through the environment.
            var fact = key.Taint.Has("read.env.bulk") || key.Taint.Has(EnvironmentNames) ? "read.env.bulk" : "read.env";
            Emit(fact, site, null, key.Taint.WithoutMarks());
            result = Value.Tainted(key.Taint.WithoutMarks().With(fact));
        }

        return result;
    }
}
