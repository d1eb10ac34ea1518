using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.JavaScript;

/// <summary>
/// Which names functions and blocks declare, collected while they are parsed: ECMA-262 sections 14.2 and 14.3. In minified code the same few
/// letters name everything, so what a name means is decided by where it was declared.
/// </summary>
internal sealed class JsLocals
{
    private NameSet? _function;
    private NameSet? _block;

    /// <summary>Says that a binding declares names, for the whole function (<c>var</c>) or for the block.</summary>
    public void Declare(Node binding, bool isVar)
    {
        if (binding is Name plain)
        {
            (isVar ? _function ??= new() : _block ??= new()).Add(plain.Text);
            return;
        }

        Stack<Node> open = new([binding]);
        while (open.TryPop(out var node))
        {
            switch (node)
            {
                case Name name:
                    Declare(name, isVar);
                    break;
                case Assign withDefault:
                    open.Push(withDefault.Target);
                    break;
                case Unary rest:
                    open.Push(rest.Operand);
                    break;
                case ListNode list:
                    foreach (var item in list.Items)
                    {
                        open.Push(item);
                    }

                    break;
                case MapNode map:
                    foreach (var (_, value) in map.Pairs)
                    {
                        open.Push(value);
                    }

                    break;
            }
        }
    }

    /// <summary>Begins a block; gives what <see cref="Leave"/> takes.</summary>
    public NameSet? Enter()
    {
        var outer = _block;
        _block = null;
        return outer;
    }

    /// <summary>Ends a block; gives its names, or null when there are none.</summary>
    public NameSet? Leave(NameSet? outer)
    {
        var own = _block;
        _block = outer;
        return own;
    }

    /// <summary>Begins a function; gives what <see cref="LeaveFunction"/> takes.</summary>
    public (NameSet? Function, NameSet? Block) EnterFunction()
    {
        var outer = (_function, _block);
        (_function, _block) = (null, null);
        return outer;
    }

    /// <summary>Ends a function; gives its names and those of the block that is its body, or null when there are none.</summary>
    public NameSet? LeaveFunction((NameSet? Function, NameSet? Block) outer, Block body)
    {
        var own = _function;
        (_function, _block) = outer;
        if (body.Locals is { } inBody)
        {
            own = own is null ? inBody : own.With(inBody);
        }

        return own;
    }
}
