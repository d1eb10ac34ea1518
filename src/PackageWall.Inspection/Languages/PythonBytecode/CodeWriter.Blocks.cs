namespace PackageWall.Inspection.Languages.PythonBytecode;

/// <summary>
/// Blocks of instructions as blocks of source. A block stands inside the one through which every way to it leads; it is a branch where a way goes
/// around it. Without recursion: what is still to be written waits on a stack.
/// </summary>
internal sealed partial class CodeWriter
{
    private const string Maybe = "if " + Identifiers.Own + "maybe:";
    private readonly Stack<(int Block, string? Head)> _waiting = [];
    private List<int>[] _inner = [];
    private Dictionary<int, List<int>> _after = [];
    private List<int[]> _farthest = [];

    // A block of its own number; these for what is none.
    private const int MostBlocks = 500;
    private const int Opens = -1;
    private const int Closes = -2;

    private void WriteBlocks()
    {
        Place();
        FindFarthest();
        _entries[0] = [];
        _waiting.Push((0, null));
        while (_waiting.TryPop(out var next))
        {
            switch (next.Block)
            {
                case Opens:
                    _text.Open(next.Head!);
                    break;
                case Closes:
                    _text.Close();
                    break;
                default:
                    WriteBlock(next.Block);
                    break;
            }
        }
    }

    // Inside which block each one is written, or after which loop.
    private void Place()
    {
        _inner = new List<int>[_graph.Blocks.Count];
        foreach (var block in _graph.Order)
        {
            if (block == 0)
            {
                continue;
            }

            var parent = _graph.Blocks[block].Parent;
            var left = -1;
            for (var loop = _graph.Blocks[parent].Loop; loop >= 0 && !_graph.IsInside(block, loop) && IsBehind(block, loop); loop = _graph.OuterOf(loop))
            {
                left = loop;
            }

            if (left < 0)
            {
                (_inner[parent] ??= []).Add(block);
            }
            else
            {
                (_after.TryGetValue(left, out var behind) ? behind : _after[left] = []).Add(block);
            }
        }
    }

    // What a turn of a loop over elements does before it leaves stands in the loop, where the element is known.
    private bool IsBehind(int block, int loop) =>
        !IsOverElements(loop) || _graph.Blocks[loop].Jumps == block || _graph.Blocks[block].Before.Exists(way => !_graph.IsInside(way, loop));

    private bool IsOverElements(int block) => _instructions[_graph.Blocks[block].First].Code == Opcode.ForIter;

    // For each run of blocks in order, a power of two long, the farthest that one of them leads to: exceptions and ways out of loops aside.
    private void FindFarthest()
    {
        var order = _graph.Order;
        var first = new int[order.Count];
        for (var place = 0; place < order.Count; place++)
        {
            var block = _graph.Blocks[order[place]];
            first[place] = Math.Max(Reach(block.Falls, block), Reach(block.Jumps, block));
        }

        _farthest = [first];
        for (var length = 2; length <= order.Count; length *= 2)
        {
            var half = _farthest[^1];
            var whole = new int[order.Count - length + 1];
            for (var place = 0; place < whole.Length; place++)
            {
                whole[place] = Math.Max(half[place], half[place + (length / 2)]);
            }

            _farthest.Add(whole);
        }

        int Reach(int to, FlowBlock from) =>
            to < 0 || _instructions[_graph.Blocks[to].End - 1].Code == Opcode.Reraise || (from.Loop >= 0 && !_graph.IsInside(to, from.Loop)) ? -1 : _graph.Blocks[to].Order;
    }

    /// <summary>Whether a way leads around a block from the one that it is written in, or behind.</summary>
    private bool IsMaybe(int block, int from)
    {
        var (begin, end) = (_graph.Blocks[from].Order, _graph.Blocks[block].Order);
        if (_graph.Blocks[block].IsHandler || _graph.Blocks[block].IsUnreached || begin >= end)
        {
            return true;
        }

        var size = System.Numerics.BitOperations.Log2((uint)(end - begin));
        return Math.Max(_farthest[size][begin], _farthest[size][end - (1 << size)]) > end;
    }

    private void WriteBlock(int number)
    {
        var block = _graph.Blocks[number];
        var last = _instructions[block.End - 1];
        var waiting = new List<(int, string?)>();
        if (block.IsHead && !IsOverElements(number))
        {
            _text.Open(IsEndless(number) ? "while True:" : $"while {Identifiers.Own}loop:");
        }

        var test = Simulate(number);
        List<int> inner = _inner[number] ?? [];
        var next = 0;
        if (last.Code == Opcode.ForIter)
        {
            waiting.Add((Opens, test!.Text));
            if (block.IsHead)
            {
                AddInner();
                waiting.Add((Closes, null));
            }
            else
            {
                if (inner.Count > 0 && inner[0] == block.Falls && _graph.Blocks[inner[0]].Ways == 1)
                {
                    waiting.Add((inner[next++], null));
                }

                waiting.Add((Closes, null));
                AddInner();
            }
        }
        else
        {
            AddChoice();
            AddInner();
            if (block.IsHead)
            {
                waiting.Add((Closes, null));
            }
        }

        foreach (var behind in _after.GetValueOrDefault(number) ?? [])
        {
            Add(behind);
        }

        for (var i = waiting.Count - 1; i >= 0; i--)
        {
            _waiting.Push(waiting[i]);
        }

        void AddChoice()
        {
            if (test is null)
            {
                return;
            }

            if (inner.Count == 0 || !IsWay(inner[0]) || !IsMaybe(inner[0], number))
            {
                Emit(test);
                return;
            }

            waiting.Add((Opens, $"if {(inner[0] == block.Falls ? test.Text : Not(test).Text)}:"));
            waiting.Add((inner[0], null));
            waiting.Add((Closes, null));
            next = 1;
            if (inner.Count > 1 && IsWay(inner[1]) && IsMaybe(inner[1], number))
            {
                waiting.Add((Opens, "else:"));
                waiting.Add((inner[1], null));
                waiting.Add((Closes, null));
                next = 2;
            }
        }

        bool IsWay(int to) => (to == block.Falls || to == block.Jumps) && _graph.Blocks[to] is { Ways: 1, IsHandler: false, IsHead: false };

        void AddInner()
        {
            for (; next < inner.Count; next++)
            {
                Add(inner[next]);
            }
        }

        void Add(int other)
        {
            var isMaybe = IsMaybe(other, number);
            if (isMaybe)
            {
                waiting.Add((Opens, Maybe));
            }

            waiting.Add((other, null));
            if (isMaybe)
            {
                waiting.Add((Closes, null));
            }
        }
    }

    // A loop that nothing leads out of, and nothing in it returns.
    private bool IsEndless(int head)
    {
        if (!_isModule || _graph.Blocks.Count > MostBlocks)
        {
            return false;
        }

        for (var i = 0; i < _graph.Blocks.Count; i++)
        {
            var block = _graph.Blocks[i];
            if (_graph.IsInside(i, head)
                && (_instructions[block.End - 1].Code is Opcode.ReturnValue or Opcode.ReturnConst or Opcode.RaiseVarargs || _graph.After(i).Any(after => !_graph.IsInside(after, head))))
            {
                return false;
            }
        }

        return true;
    }

    private static Expression Not(Expression test) => new($"not {test.Part}", false, test.IsPure, test.PartDepth);
}
