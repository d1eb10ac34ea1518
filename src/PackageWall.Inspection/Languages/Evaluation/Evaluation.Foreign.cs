using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>
/// Calls of functions that other files of the package define: <c>from .x import run as go; go()</c>, <c>require('./x').run()</c>. Only
/// their names are told; which file has them is the reachability analysis' matter.
/// </summary>
internal sealed partial class Evaluation
{
    /// <summary>What a module exports as itself: <c>module.exports = function …</c>.</summary>
    private const string WholeModule = "exports";

    // Local names of what was imported, with the names that they have at home; the empty name stands for the module.
    private readonly Dictionary<string, string> _foreign = new(StringComparer.Ordinal);

    private void NoteForeign(string local, string imported, string module)
    {
        if (module.StartsWith('.') || (_isPython && _apis.Root.Find(module) is null))
        {
            _foreign[local] = imported is "*" or "default" ? "" : imported;
        }
    }

    // const x = require('./x'), const { run: go } = require('./x'), const go = require('./x').run
    private void NoteForeign(Node target, Node value)
    {
        if (_isPython || !IsOwnRequire(value is Member member ? member.Target : value))
        {
            return;
        }

        switch (target)
        {
            case Name name:
                _foreign[name.Text] = value is Member { Text: var text } ? text : "";
                break;
            case MapNode pattern when value is Call:
                foreach (var (key, bound) in pattern.Pairs)
                {
                    if (key is Literal { Value: string exported } && bound is Name local)
                    {
                        _foreign[local.Text] = exported;
                    }
                }

                break;
        }
    }

    private void NoteForeignCall(Node callee)
    {
        var name = callee switch
        {
            Name local when _foreign.TryGetValue(local.Text, out var home) => home.Length > 0 ? home : WholeModule,
            Member { Target: Name module } member when _foreign.ContainsKey(module.Text) => member.Text,
            Member { Target: var target } member when IsOwnRequire(target) => member.Text,
            _ when IsOwnRequire(callee) => WholeModule,
            _ => null,
        };
        if (name is not null)
        {
            _sink.Calls(_unit, name);
        }
    }

    private static bool IsOwnRequire(Node node) =>
        node is Call { Callee: Name { Text: "require" }, Arguments: [{ Value: Literal { Value: string path } }] } && path.StartsWith('.');
}
