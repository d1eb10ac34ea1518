namespace PackageWall.Inspection.Languages.PythonBytecode;

/// <summary>
/// Writes a code object out as source that does what it does, more or less: whatever may run stands there, in branches and loops where it
/// stood in such, with the same names and constants. What the reader of Python makes of it is what it would make of the source. This part holds
/// the state, and what stands at the beginning.
/// </summary>
internal sealed partial class CodeWriter
{
    private const int MostNesting = 40;
    private readonly WrittenText _text;
    private readonly int _version;
    private readonly CodeObject _code;
    private readonly int _nesting;
    private readonly bool _isClass;
    private readonly bool _isModule;
    private readonly bool _isGenerator;
    private readonly List<Instruction> _instructions;
    private readonly FlowGraph _graph;
    private readonly Dictionary<int, string> _locals = [];
    private readonly HashSet<string> _globals;

    private CodeWriter(WrittenText text, int version, CodeObject code, int nesting, bool isClass)
    {
        _text = text;
        _version = version;
        _code = code;
        _nesting = nesting;
        _isClass = isClass;
        _isModule = nesting == 0;
        _isGenerator = code.Name == "<genexpr>";
        _instructions = InstructionReader.Read(code.Code, version, OpcodeTable.Of(version)!, out var unread);
        if (unread is not null)
        {
            text.NotRead($"{unread} of {NameInReasons}");
        }

        _graph = FlowGraph.Of(_instructions, ExceptionEntry.Read(code.Exceptions));
        if (_graph.Doubt is { } doubt)
        {
            text.NotRead($"{doubt} in {NameInReasons}");
        }

        _globals = [.. _instructions.Where(instruction => instruction.Code is Opcode.LoadGlobal or Opcode.LoadName).Select(NameOfGlobal)];
    }

    private string NameInReasons => Identifiers.IsName(_code.Name) ? _code.Name : "the module or an unnamed function";

    /// <summary>Writes a module.</summary>
    public static void Write(WrittenText text, int version, CodeObject code) => new CodeWriter(text, version, code, 0, false).WriteBody();

    private void WriteBody()
    {
        if (_nesting > MostNesting)
        {
            _text.NotRead($"functions nested deeper than {MostNesting}");
            return;
        }

        if (!_isModule)
        {
            DeclareOuter();
        }

        if (_isGenerator)
        {
            _text.Line(Given + " = []");
        }

        if (_graph.Blocks.Count > 0)
        {
            WriteBlocks();
        }

        if (_isGenerator)
        {
            _text.Line("return " + Given);
        }
    }

    // What a generator gives, one after another: as a list, so that what is made of it can be told.
    private const string Given = Identifiers.Own + "given";

    private void DeclareOuter()
    {
        var outer = new SortedSet<string>(StringComparer.Ordinal);
        var around = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var instruction in _instructions)
        {
            switch (instruction.Code)
            {
                case Opcode.StoreGlobal or Opcode.DeleteGlobal:
                    outer.Add(NameAt(instruction.Argument));
                    break;
                case Opcode.StoreDeref or Opcode.DeleteDeref when _code.IsFree(instruction.Argument):
                    around.Add(SharedName(instruction.Argument));
                    break;
            }
        }

        foreach (var name in outer)
        {
            _text.Line("global " + name);
        }

        foreach (var name in around.Except(outer))
        {
            _text.Line("nonlocal " + name);
        }
    }

    private string NameOfGlobal(Instruction instruction) =>
        NameAt(instruction.Code == Opcode.LoadGlobal && _version >= 311 ? instruction.Argument >> 1 : instruction.Argument);

    private string NameAt(int index) => Identifiers.Written(RawName(index));

    private string RawName(int index)
    {
        if (index >= 0 && index < _code.Names.Count)
        {
            return _code.Names[index];
        }

        _text.NotRead($"a name that is not there in {NameInReasons}");
        return Identifiers.Own + "unknown";
    }

    // A local of a comprehension may have the name of a global; who makes code by hand may give two locals the same one.
    private string LocalName(int index)
    {
        if (_locals.TryGetValue(index, out var known))
        {
            return known;
        }

        if (index < 0 || index >= _code.Locals.Count)
        {
            _text.NotRead($"a local that is not there in {NameInReasons}");
            return Identifiers.Own + "unknown";
        }

        var name = Identifiers.Written(_code.Locals[index]);
        if (_locals.ContainsValue(name) || (_globals.Contains(name) && !(_version >= 311 && _code.IsFree(index))))
        {
            name = $"{Identifiers.Own}l{index}_{name}";
        }

        return _locals[index] = name;
    }

    private string SharedName(int index)
    {
        if (_version >= 311)
        {
            return LocalName(index);
        }

        if (index >= 0 && index < _code.Shared.Count)
        {
            return Identifiers.Written(_code.Shared[index]);
        }

        _text.NotRead($"a variable that is not there in {NameInReasons}");
        return Identifiers.Own + "unknown";
    }
}
