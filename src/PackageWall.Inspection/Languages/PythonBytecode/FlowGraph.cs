namespace PackageWall.Inspection.Languages.PythonBytecode;

/// <summary>Which instructions lead to which: blocks, the order in which they are written, what stands inside what, and loops.</summary>
internal sealed class FlowGraph
{
    // Steps per block: compilers need a handful, and what needs more is made to.
    private const int StepsPerBlock = 64;
    private const int MoreSteps = 200_000;
    private readonly List<Instruction> _instructions;
    private readonly int[] _places;
    private long _steps;

    private FlowGraph(List<Instruction> instructions)
    {
        _instructions = instructions;
        _places = new int[instructions.Count > 0 ? instructions[^1].Next + 1 : 1];
        Array.Fill(_places, -1);
        for (var i = 0; i < instructions.Count; i++)
        {
            _places[instructions[i].Offset] = i;
        }
    }

    /// <summary>The blocks, in the order of their instructions.</summary>
    public List<FlowBlock> Blocks { get; } = [];

    /// <summary>The blocks, in the order in which they are written.</summary>
    public List<int> Order { get; } = [];

    /// <summary>Why it is not to be relied on; null when it is.</summary>
    public string? Doubt { get; private set; }

    /// <summary>Makes the graph of some instructions.</summary>
    public static FlowGraph Of(List<Instruction> instructions, IReadOnlyList<ExceptionEntry> exceptions)
    {
        var graph = new FlowGraph(instructions);
        if (instructions.Count > 0)
        {
            graph.Cut(exceptions);
            graph.Connect(exceptions);
            graph.Sort();
            graph.FindParents();
            graph.FindLoops();
        }

        return graph;
    }

    /// <summary>Whether a block is in a loop.</summary>
    public bool IsInside(int block, int loop)
    {
        for (var at = Blocks[block].Loop; at >= 0; at = OuterOf(at))
        {
            if (at == loop)
            {
                return true;
            }

            if (++_steps > Most)
            {
                Doubt ??= "loops in loops without end";
                return false;
            }
        }

        return false;
    }

    /// <summary>The loop around a loop; -1 for none.</summary>
    public int OuterOf(int loop) => _outer.GetValueOrDefault(loop, -1);

    private readonly Dictionary<int, int> _outer = [];

    private long Most => ((long)Blocks.Count * StepsPerBlock) + MoreSteps;

    private int PlaceOf(int offset) => offset >= 0 && offset < _places.Length ? _places[offset] : -1;

    // The instruction that stands at a place, or has taken in the one that stood there.
    private int CoveredBy(int offset)
    {
        var (low, high) = (0, _instructions.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (_instructions[middle].Next <= offset)
            {
                low = middle + 1;
            }
            else if (_instructions[middle].Offset > offset)
            {
                high = middle - 1;
            }
            else
            {
                return middle;
            }
        }

        return -1;
    }

    private void Cut(IReadOnlyList<ExceptionEntry> exceptions)
    {
        var isFirst = new bool[_instructions.Count + 1];
        isFirst[0] = true;
        for (var i = 0; i < _instructions.Count; i++)
        {
            var instruction = _instructions[i];
            if (instruction.Target >= 0)
            {
                Mark(instruction.Target);
            }

            isFirst[i + 1] |= instruction.Target >= 0 || instruction.EndsFlow;
        }

        foreach (var entry in exceptions)
        {
            Mark(entry.Target);
            if (CoveredBy(entry.Start) is >= 0 and var start)
            {
                isFirst[start] = true;
            }
        }

        for (var i = 0; i < _instructions.Count; i++)
        {
            if (isFirst[i])
            {
                Blocks.Add(new FlowBlock(i));
            }

            Blocks[^1].End = i + 1;
        }

        void Mark(int target)
        {
            if (PlaceOf(target) is >= 0 and var place)
            {
                isFirst[place] = true;
            }
            else
            {
                Doubt ??= $"a jump to {target}, where no instruction begins";
            }
        }
    }

    private void Connect(IReadOnlyList<ExceptionEntry> exceptions)
    {
        var blockOf = new int[_instructions.Count];
        for (var block = 0; block < Blocks.Count; block++)
        {
            Array.Fill(blockOf, block, Blocks[block].First, Blocks[block].End - Blocks[block].First);
        }

        for (var i = 0; i < Blocks.Count; i++)
        {
            var block = Blocks[i];
            var last = _instructions[block.End - 1];
            var target = last.Target >= 0 && PlaceOf(last.Target) is >= 0 and var place ? blockOf[place] : -1;
            if (last.Code is Opcode.SetupFinally or Opcode.SetupWith or Opcode.SetupAsyncWith)
            {
                // What is on the stack there is known when the block is read: the depth here says that.
                AddHandler(block, target, -1, 6);
            }
            else
            {
                block.Jumps = target;
            }

            block.Falls = last.EndsFlow || i + 1 >= Blocks.Count ? -1 : i + 1;
            if (last.Code == Opcode.CallFinally)
            {
                // It comes back: both ways are the same one to whoever reads.
                block.Falls = i + 1 < Blocks.Count ? i + 1 : -1;
            }
        }

        foreach (var entry in exceptions)
        {
            if (CoveredBy(entry.Start) is >= 0 and var start && PlaceOf(entry.Target) is >= 0 and var target)
            {
                AddHandler(Blocks[blockOf[start]], blockOf[target], entry.Depth, entry.HasPlace ? 2 : 1);
            }
        }
    }

    private bool IsEnd(int block) => Blocks[block] is { Falls: < 0, Jumps: < 0 };

    private void AddHandler(FlowBlock block, int handler, int depth, int more)
    {
        if (handler >= 0 && block.Handlers.Count < 64)
        {
            block.Handlers.Add((handler, depth, more));
            Blocks[handler].IsHandler = true;
        }
    }

    /// <summary>Where a block leads, exceptions first and the next one last.</summary>
    public IEnumerable<int> After(int block)
    {
        foreach (var (handler, _, _) in Blocks[block].Handlers)
        {
            yield return handler;
        }

        // What ends at once is left last, so that it is written first and nothing goes around what is written after it.
        var (falls, jumps) = (Blocks[block].Falls, Blocks[block].Jumps);
        (falls, jumps) = jumps >= 0 && IsEnd(jumps) && (falls < 0 || !IsEnd(falls)) ? (jumps, falls) : (falls, jumps);
        if (jumps >= 0)
        {
            yield return jumps;
        }

        if (falls >= 0)
        {
            yield return falls;
        }
    }

    // Depth first, without recursion; what is left last comes first. Blocks that nothing leads to are begun with after all others.
    private void Sort()
    {
        var state = new byte[Blocks.Count];
        var roots = new List<List<int>>();
        for (var root = 0; root < Blocks.Count; root++)
        {
            if (state[root] != 0)
            {
                continue;
            }

            Blocks[root].IsUnreached = root > 0;
            var left = new List<int>();
            var open = new Stack<(int Block, IEnumerator<int> Next)>();
            state[root] = 1;
            open.Push((root, After(root).GetEnumerator()));
            while (open.TryPeek(out var top))
            {
                if (!top.Next.MoveNext())
                {
                    open.Pop();
                    state[top.Block] = 2;
                    left.Add(top.Block);
                    continue;
                }

                var next = top.Next.Current;
                if (state[next] == 0)
                {
                    state[next] = 1;
                    open.Push((next, After(next).GetEnumerator()));
                }
            }

            left.Reverse();
            roots.Add(left);
        }

        foreach (var block in roots.SelectMany(list => list))
        {
            Blocks[block].Order = Order.Count;
            Order.Add(block);
        }
    }

    // Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm". What nothing leads to hangs on the first block.
    private void FindParents()
    {
        for (var block = 0; block < Blocks.Count; block++)
        {
            foreach (var next in After(block))
            {
                Blocks[next].Before.Add(block);
                Blocks[next].Ways += Blocks[block].Order < Blocks[next].Order ? 1 : 0;
            }
        }

        Blocks[0].Parent = 0;
        for (var hasChanged = true; hasChanged;)
        {
            hasChanged = false;
            foreach (var block in Order.Skip(1))
            {
                var parent = Blocks[block].IsUnreached ? 0 : -1;
                foreach (var way in Blocks[block].Before)
                {
                    parent = Blocks[way].Parent < 0 ? parent : parent < 0 ? way : Common(parent, way);
                }

                parent = Math.Max(parent, 0);
                hasChanged |= Blocks[block].Parent != parent;
                Blocks[block].Parent = parent;
            }

            if (_steps > Most)
            {
                Doubt ??= "jumps that no compiler makes";
                Order.Skip(1).ToList().ForEach(block => Blocks[block].Parent = 0);
                return;
            }
        }
    }

    private int Common(int left, int right)
    {
        while (left != right && _steps <= Most)
        {
            _steps++;
            if (Blocks[left].Order > Blocks[right].Order)
            {
                left = Blocks[left].Parent;
            }
            else
            {
                right = Blocks[right].Parent;
            }
        }

        return left == right ? left : 0;
    }

    private void FindLoops()
    {
        // Innermost first: heads from the end of the order.
        var heads = new Dictionary<int, List<int>>();
        for (var block = 0; block < Blocks.Count; block++)
        {
            foreach (var next in After(block))
            {
                if (Blocks[next].Order <= Blocks[block].Order)
                {
                    (heads.TryGetValue(next, out var backs) ? backs : heads[next] = []).Add(block);
                }
            }
        }

        foreach (var (head, backs) in heads.OrderByDescending(pair => Blocks[pair.Key].Order))
        {
            Blocks[head].IsHead = true;
            var open = new Stack<int>(backs);
            var seen = new HashSet<int> { head };
            while (open.TryPop(out var block))
            {
                if (++_steps > Most * 4)
                {
                    Doubt ??= "loops in loops without end";
                    return;
                }

                // What is in an inner loop already stands for that loop.
                var inner = block;
                while (inner != head && Blocks[inner].Loop >= 0 && Top(inner) is var top && top != inner && top != head)
                {
                    inner = top;
                }

                if (!seen.Add(inner))
                {
                    continue;
                }

                if (Blocks[inner].Order < Blocks[head].Order)
                {
                    // A second way into the loop.
                    Doubt ??= "jumps into the middle of a loop";
                    continue;
                }

                if (Blocks[inner].IsHead && Blocks[inner].Loop == inner)
                {
                    _outer[inner] = head;
                }
                else
                {
                    Blocks[inner].Loop = head;
                }

                Blocks[inner].Before.ForEach(open.Push);
            }

            Blocks[head].Loop = head;
        }
    }

    // The outermost loop known so far around a block.
    private int Top(int block)
    {
        var top = Blocks[block].Loop;
        while (_outer.TryGetValue(top, out var outer) && outer != top)
        {
            _steps++;
            top = outer;
        }

        return top;
    }
}
