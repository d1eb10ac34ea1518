using System.Text.RegularExpressions;
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

    /// <summary>Whether names are picked by a written beginning with which no known secret begins. Told by grammar: any other way to pick may pick all.</summary>
    private bool IsByBeginning(Call call)
    {
        if (call.Arguments is not [{ Value: Function choice, IsSpread: false }] || choice.End - choice.Start > LongestHelper)
        {
            return false;
        }

        var written = ByBeginning().Match(_tree.Text[choice.Start..Math.Clamp(choice.End, choice.Start, _tree.Text.Length)]);
        return written.Success && written.Groups["parameter"].Value == written.Groups["tested"].Value && !_words.MayBeginSecret(written.Groups["beginning"].Value);
    }

    // name => name.startsWith("DEBUG_"), function (key) { return /^debug_/i.test(key) }
    [GeneratedRegex(
        """
        ^(\(?(?<parameter>[A-Za-z_$][\w$]*)\)?\s*=>\s*(\{\s*return\s+)?|function\s*[\w$]*\s*\((?<parameter>[A-Za-z_$][\w$]*)\)\s*\{\s*return\s+)
        (/\^(?<beginning>[A-Za-z]\w{2,})/i?\.test\((?<tested>[A-Za-z_$][\w$]*)\)|(?<tested>[A-Za-z_$][\w$]*)\.startsWith\(['"`](?<beginning>[A-Za-z]\w{2,})['"`]\))
        \s*;?\s*\}?\s*$
        """,
        RegexOptions.NonBacktracking | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex ByBeginning();

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
