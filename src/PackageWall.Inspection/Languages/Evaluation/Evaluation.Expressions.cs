using PackageWall.Inspection.Languages.Syntax;
using PackageWall.Inspection.Layers;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>Expressions. Chains that lean to the left, <c>a + b + c …</c> and <c>a.b().c() …</c>, are walked without recursion.</summary>
internal sealed partial class Evaluation
{
    private Value Eval(Node node)
    {
        if (node is Name plain)
        {
            _steps++;
            return Lookup(plain);
        }

        if (!Enter(node))
        {
            return Value.Unknown;
        }

        var value = node switch
        {
            Literal literal => EvalLiteral(literal),
            Call or Member or Syntax.Index or Slice => EvalChain(node),
            Assign assign => EvalAssign(assign),
            Binary binary => EvalBinary(binary),
            Block block => RunBlock(block),
            Branch branch => RunBranch(branch),
            Return leave => RunReturn(leave),
            Function function => DefineFunction(function, null),
            Class definition => DefineClass(definition, null),
            Unary unary => EvalUnary(unary),
            Conditional choice => EvalConditional(choice),
            ListNode list => EvalList(list),
            MapNode map => EvalMap(map),
            Template template => EvalTemplate(template),
            Comprehension comprehension => EvalComprehension(comprehension),
            Import import => RunImport(import),
            Unknown unknown => EvalUnknown(unknown),
            _ => Value.Unknown,
        };
        Leave();
        return value;
    }

    private Value EvalUnknown(Unknown node)
    {
        var taint = Taint.None;
        foreach (var part in node.Parts)
        {
            taint = taint.Union(Eval(part).DeepTaint());
        }

        return Value.Tainted(taint);
    }

    private Value EvalConditional(Conditional choice)
    {
        var value = Value.Unknown;
        Node rest = choice;
        while (rest is Conditional next)
        {
            var test = Truth(Eval(next.Test));
            var then = Eval(next.Then);
            if (test is true)
            {
                return Value.Join(value, then);
            }

            value = test is false ? value : Value.Join(value, then);
            rest = next.Else;
        }

        return Value.Join(value, Eval(rest));
    }

    private Value EvalList(ListNode node)
    {
        var list = new ListData();
        foreach (var item in node.Items)
        {
            if (item is Unary { Operator: "*" or "..." } spread)
            {
                var inner = Eval(spread.Operand);
                if (Elements(inner) is { } elements)
                {
                    foreach (var element in elements)
                    {
                        list.Add(element);
                    }
                }
                else
                {
                    list.AddSomewhere(AnyElement(inner, spread));
                }
            }
            else
            {
                list.Add(Eval(item));
            }
        }

        return Value.Of(list);
    }

    private Value EvalMap(MapNode node)
    {
        var data = new ObjectData { Site = node };
        var taint = Taint.None;
        foreach (var (key, valueNode) in node.Pairs)
        {
            if (key is null)
            {
                var spread = Eval(valueNode is Unary { Operator: "..." or "*" } inner ? inner.Operand : valueNode);
                if (IsEnvironment(spread))
                {
                    taint = taint.With(EnvironmentCopy);
                }
                else if (spread.Object is { } other)
                {
                    CopyFields(other, data);
                }

                taint = taint.Union(spread.DeepTaint());
                continue;
            }

            // A bare name as key is written as a literal; anything else is computed.
            var name = key is Literal { Value: string text } ? text : Eval(key).Text;
            var value = valueNode switch
            {
                Function function => DefineFunction(function, name),
                Class definition => DefineClass(definition, name),
                _ => Eval(valueNode),
            };
            if (name is null)
            {
                data.SetSomewhere(value);
            }
            else
            {
                data.Set(name, value, replace: true);
            }
        }

        KeptOfRequests(data, node);
        FindPayment(data, node);
        return Value.Of(data, taint);
    }

    private static void CopyFields(ObjectData from, ObjectData to)
    {
        if (ReferenceEquals(from, to))
        {
            return;
        }

        foreach (var (key, value) in from.Fields)
        {
            to.Set(key, value, replace: true);
        }

        if (from.Rest is not null)
        {
            to.SetSomewhere(from.Rest);
        }
    }

    private Value EvalTemplate(Template template)
    {
        var parts = new List<Value>(template.Parts.Count);
        foreach (var part in template.Parts)
        {
            var value = Eval(part);
            parts.Add(IsEnvironment(value) ? value.With(ReadEnvironment(part, value.Taint)) : value);
        }

        return Note(TextSums.Concat(parts, _produces), template);
    }

    private Value EvalUnary(Unary unary)
    {
        var operand = Eval(unary.Operand);
        switch (unary.Operator)
        {
            case "await" or "..." or "*" or "(":
                return operand;
            case "yield":
                var list = new ListData();
                list.AddSomewhere(operand);
                _scope.Return = Value.Join(Value.Of(list), _scope.Return);
                return Value.Unknown;
            case "typeof":
                return Value.Tainted(operand.Taint.WithoutMarks().Without(EnvironmentCopy));
            case "void":
                return Value.Absent;
            case "not" or "!":
                return Truth(operand) is { } truth ? Value.Of(!truth) : Value.Tainted(operand.Taint.WithoutMarks());
            case "-" or "+" or "~":
                return NumberFolding.Unary(unary.Operator, operand, _isPython);
            case "delete":
                return Value.Unknown;
            default:
                return Value.Tainted(operand.DeepTaint());
        }
    }

    private Value EvalBinary(Binary binary)
    {
        if (binary.Left is not Binary)
        {
            return Operate(binary, Eval(binary.Left), Eval(binary.Right), isLast: true);
        }

        var mark = _operators.Count;
        var isSum = true;
        Node left = binary;
        while (left is Binary next)
        {
            _operators.Add(next);
            isSum &= next.Operator == "+";
            left = next.Left;
        }

        var value = Eval(left);
        if (isSum && _operators.Count - mark > 2)
        {
            return EvalSum(value, mark, binary);
        }

        while (_operators.Count > mark && Step())
        {
            var node = _operators[^1];
            _operators.RemoveAt(_operators.Count - 1);
            value = Operate(node, value, Eval(node.Right), isLast: _operators.Count == mark);
        }

        _operators.RemoveRange(mark, _operators.Count - mark);
        return value;
    }

    // Operators of the sums that are being walked, the innermost last; one list for all of them.
    private readonly List<Binary> _operators = [];

    private Value EvalSum(Value first, int mark, Binary whole)
    {
        var parts = new List<Value>(_operators.Count - mark + 1) { first };
        while (_operators.Count > mark && Step())
        {
            var node = _operators[^1];
            _operators.RemoveAt(_operators.Count - 1);
            parts.Add(Eval(node.Right));
        }

        _operators.RemoveRange(mark, _operators.Count - mark);

        if (parts.All(part => part.Single is string))
        {
            return Note(TextSums.Concat(parts, _produces), whole);
        }

        var sum = parts[0];
        for (var i = 1; i < parts.Count; i++)
        {
            if (!_isPython && sum.Single is string or PartialText && parts.Count - i > 1)
            {
                // What is added to a text in JavaScript only makes it longer.
                sum = TextSums.Concat([sum, .. parts.Skip(i)], _produces);
                break;
            }

            sum = Sum(sum, parts[i]);
        }

        return Note(sum, whole);
    }

    private Value Sum(Value left, Value right) =>
        NumberFolding.Add(left, right, _isPython) ?? (_isPython ? TextSums.AddLists(left, right) : null) ?? TextSums.Add(left, right, _produces);

    private Value Operate(Binary node, Value left, Value right, bool isLast)
    {
        switch (node.Operator)
        {
            case ",":
                return right;
            case "||" or "or" or "??":
                return Truth(left) is true && left.Constants.Length > 0 ? left : Truth(left) is false ? right.With(left.Taint) : Value.Join(left, right);
            case "&&" or "and":
                return Truth(left) is false ? left : right.With(left.Taint.WithoutMarks().Without(EnvironmentCopy));
            case "in" or "not in" or "instanceof" or "is" or "is not":
                return Value.Tainted(left.Taint.Union(right.Taint).WithoutMarks().Without(EnvironmentCopy));
            case "<" or ">" or "<=" or ">=" or "==" or "!=" or "===" or "!==" or "<>":
                Dice(node, left.Number is null ? left : right);
                Clock(node, left, right);
                return NumberFolding.Compare(node.Operator, left, right);
            case "+":
                var sum = Sum(left, right);
                return isLast ? Note(sum, node) : sum;
            case "%" when _isPython && left.Constants.Length > 0 && left.Number is null:
                return Note(TextFolding.Percent(left, right, _produces), node);
            case "/" when HasApi(left, "pathlib.Path()") || HasApi(right, "pathlib.Path()"):
                return JoinPaths([left, right], node) with { Apis = left.Apis.Length > 0 ? left.Apis : right.Apis };
            case "*" when TextFolding.Repeat(left, right, _produces) is { } repeated:
                return repeated;
            default:
                var result = NumberFolding.Operate(node.Operator, left, right, _isPython);
                return node.Operator == "^" && (left.Taint.IsNone is false || right.Taint.IsNone is false || left.Constants.Length == 0)
                    ? result.With(KeyedTaint(left, right))
                    : result;
        }
    }

    // x ^ key over something that is not known: the result counts as decoded with a key as soon as letters are made of it. Hashes never are.
    private static Taint KeyedTaint(Value left, Value right) =>
        left.Number is not null && right.Number is not null ? Taint.None : Taint.Of(Mixed);

    private Value EvalLiteral(Literal literal)
    {
        if (literal.Folded is Value known)
        {
            return known;
        }

        switch (literal.Value)
        {
            case null:
                return Value.Absent;
            case string text:
                return MarkLiteral(text, literal);
            case byte[] bytes:
                if (bytes.Length >= HiddenConstants.Least)
                {
                    KeepConstant(System.Text.Encoding.Latin1.GetString(bytes), literal);
                }

                return Value.Of(bytes, bytes.Length is > 2 and <= 1024 ? TaintOfText(System.Text.Encoding.Latin1.GetString(bytes)) : Taint.None);
            case double size:
                var number = Value.Of(size);
                literal.Folded = number;
                return number;
            case bool truth:
                return Value.Of(truth);
            case int whole:
                return Value.Of((double)whole);
            case long whole:
                return Value.Of((double)whole);
            default:
                return Value.Of(literal.Value);
        }
    }
}
