namespace PackageWall.Inspection.Languages.Syntax;

/// <summary>The nodes that stand directly in a node, whatever it is.</summary>
internal static class NodeParts
{
    /// <summary>Adds them to a stack, so that trees of any depth can be walked without recursion.</summary>
    public static void Push(Node node, Stack<Node> into)
    {
        switch (node)
        {
            case Member member:
                into.Push(member.Target);
                break;
            case Index index:
                into.Push(index.Target);
                into.Push(index.Key);
                break;
            case Slice slice:
                into.Push(slice.Target);
                PushAll([slice.From, slice.To, slice.Step], into);
                break;
            case Call call:
                into.Push(call.Callee);
                PushAll(call.Arguments.Select(argument => argument.Value), into);
                break;
            case Binary binary:
                into.Push(binary.Left);
                into.Push(binary.Right);
                break;
            case Unary unary:
                into.Push(unary.Operand);
                break;
            case Conditional choice:
                PushAll([choice.Test, choice.Then, choice.Else], into);
                break;
            case ListNode list:
                PushAll(list.Items, into);
                break;
            case MapNode map:
                PushAll(map.Pairs.SelectMany(pair => new[] { pair.Key, pair.Value }), into);
                break;
            case Template template:
                PushAll(template.Parts, into);
                break;
            case Comprehension comprehension:
                into.Push(comprehension.Element);
                PushAll(comprehension.Loops.SelectMany(loop => new[] { loop.Target, loop.Source }), into);
                PushAll(comprehension.Conditions, into);
                break;
            case Function function:
                into.Push(function.Body);
                PushAll(function.Decorators, into);
                PushAll(function.Parameters.SelectMany(parameter => new[] { parameter.Default, parameter.Pattern }), into);
                break;
            case Class definition:
                into.Push(definition.Body);
                PushAll(definition.Bases, into);
                PushAll(definition.Decorators, into);
                break;
            case Assign assign:
                into.Push(assign.Target);
                into.Push(assign.Value);
                break;
            case Block block:
                PushAll(block.Body, into);
                break;
            case Branch branch:
                PushAll(branch.Parts, into);
                break;
            case Return { Value: { } value }:
                into.Push(value);
                break;
            case Unknown unknown:
                PushAll(unknown.Parts, into);
                break;
        }
    }

    private static void PushAll(IEnumerable<Node?> parts, Stack<Node> into)
    {
        foreach (var part in parts)
        {
            if (part is not null)
            {
                into.Push(part);
            }
        }
    }
}
