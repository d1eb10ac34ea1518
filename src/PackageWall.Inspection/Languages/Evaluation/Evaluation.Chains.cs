using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>Chains, <c>a.b(c)[d].e</c>, walked from their beginning without recursion.</summary>
internal sealed partial class Evaluation
{
    // Links of the chains that are being walked, the innermost last; one list for all of them.
    private readonly List<Node> _links = [];

    private Value EvalChain(Node node)
    {
        var mark = _links.Count;
        var at = node;
        while (true)
        {
            Node? inner = at switch
            {
                Member member => member.Target,
                Call call => call.Callee,
                Syntax.Index index => index.Target,
                Slice slice => slice.Target,
                Unary { Operator: "await" } wait => wait.Operand,
                _ => null,
            };
            if (inner is null)
            {
                break;
            }

            _links.Add(at);
            at = inner;
        }

        var value = at is Name name && _links.Count > mark ? Lookup(name) : Eval(at);
        var owner = Value.Unknown;
        string? memberName = at is Name direct ? direct.Text : null;
        while (_links.Count > mark)
        {
            var link = _links[^1];
            _links.RemoveAt(_links.Count - 1);
            if (!Step())
            {
                _links.RemoveRange(mark, _links.Count - mark);
                return Value.Unknown;
            }

            var before = value;
            switch (link)
            {
                case Member member:
                    value = MemberOf(value, member.Text, member);
                    (owner, memberName) = (before, member.Text);
                    break;
                case Syntax.Index index:
                    var key = Eval(index.Key);
                    value = IndexOf(value, key, index);
                    (owner, memberName) = (before, key.Text);
                    break;
                case Slice slice:
                    value = EvalSlice(value, slice);
                    (owner, memberName) = (Value.Unknown, null);
                    break;
                case Call call:
                    value = EvalCall(call, value, owner, memberName);
                    (owner, memberName) = (Value.Unknown, null);
                    break;
            }
        }

        return value;
    }

    private Value EvalSlice(Value target, Slice slice)
    {
        var from = slice.From is null ? null : Eval(slice.From).Number;
        var to = slice.To is null ? null : Eval(slice.To).Number;
        var step = slice.Step is null ? 1 : Eval(slice.Step).Number;
        var isKnown = (slice.From is null || from is not null) && (slice.To is null || to is not null) && step is not null and not 0;
        if (isKnown && TextFolding.Slice(target, from, to, (int)Math.Clamp(step!.Value, -1_000_000, 1_000_000), _produces) is { } part)
        {
            return Note(part, slice);
        }

        if (target.List is { } list)
        {
            return Value.Join(Value.Tainted(list.DeepTaint(2)), list.Any());
        }

        return Value.Tainted(target.Taint) with { Apis = IsEnvironment(target) ? target.Apis : [] };
    }
}
