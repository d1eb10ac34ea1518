namespace PackageWall.Testing.PythonBytecode;

/// <summary>
/// Writes compiled modules of CPython 3.8 to 3.14, instruction by instruction. Nothing here compiles or runs anything: a test says which
/// instructions it wants.
/// </summary>
public sealed class CompiledPython
{
    // Number of each instruction, from 3.8 to 3.14; 0 where there is none.
    private static readonly Dictionary<string, int[]> Numbers = new(StringComparer.Ordinal)
    {
        ["LOAD_CONST"] = [100, 100, 100, 100, 100, 83, 82],
        ["LOAD_NAME"] = [101, 101, 101, 101, 101, 92, 93],
        ["STORE_NAME"] = [90, 90, 90, 90, 90, 114, 116],
        ["LOAD_FAST"] = [124, 124, 124, 124, 124, 85, 84],
        ["STORE_FAST"] = [125, 125, 125, 125, 125, 110, 112],
        ["LOAD_ATTR"] = [106, 106, 106, 106, 106, 82, 80],
        ["IMPORT_NAME"] = [108, 108, 108, 108, 108, 75, 73],
        ["IMPORT_FROM"] = [109, 109, 109, 109, 109, 74, 72],
        ["POP_TOP"] = [1, 1, 1, 1, 1, 32, 31],
        ["RETURN_VALUE"] = [83, 83, 83, 83, 83, 36, 35],
        ["CALL_FUNCTION"] = [131, 131, 131, 0, 0, 0, 0],
        ["PRECALL"] = [0, 0, 0, 166, 0, 0, 0],
        ["CALL"] = [0, 0, 0, 171, 171, 53, 52],
        ["PUSH_NULL"] = [0, 0, 0, 2, 2, 34, 33],
        ["MAKE_FUNCTION"] = [132, 132, 132, 132, 132, 26, 23],
        ["RESUME"] = [0, 0, 0, 151, 151, 149, 128],
        ["COMPARE_OP"] = [107, 107, 107, 107, 107, 58, 56],
        ["BINARY_ADD"] = [23, 23, 23, 0, 0, 0, 0],
        ["BINARY_OP"] = [0, 0, 0, 122, 122, 45, 44],
        ["POP_JUMP_IF_FALSE"] = [114, 114, 114, 114, 114, 97, 100],
        ["JUMP_FORWARD"] = [110, 110, 110, 110, 110, 79, 77],
        ["EXTENDED_ARG"] = [144, 144, 144, 144, 144, 71, 69],
        ["NOP"] = [9, 9, 9, 9, 9, 30, 27],
    };

    // Cache entries after it, from 3.11 to 3.14.
    private static readonly Dictionary<string, int[]> Caches = new(StringComparer.Ordinal)
    {
        ["LOAD_ATTR"] = [4, 9, 9, 9], ["PRECALL"] = [1, 0, 0, 0], ["CALL"] = [4, 3, 3, 3], ["COMPARE_OP"] = [2, 1, 1, 1], ["BINARY_OP"] = [1, 1, 1, 5], ["POP_JUMP_IF_FALSE"] = [0, 0, 1, 1],
    };

    private static readonly int[] Magic = [3413, 3425, 3439, 3495, 3531, 3571, 3627];

    private readonly int _minor;
    private readonly List<byte> _code = [];
    private readonly List<object?> _constants = [];
    private readonly List<string> _names = [];
    private readonly List<string> _locals = [];

    /// <summary>Begins a module or a function of a version: 8 for 3.8.</summary>
    public CompiledPython(int minor)
    {
        _minor = minor;
        if (minor >= 11)
        {
            Add("RESUME", 0);
        }
    }

    /// <summary>The versions that can be written.</summary>
    public static IEnumerable<int> Minors => Enumerable.Range(8, 7);

    /// <summary>Which place the next instruction has, in bytes.</summary>
    public int Place => _code.Count;

    /// <summary>Adds an instruction, with the cache entries that its version has.</summary>
    public CompiledPython Add(string name, int argument)
    {
        int number = Numbers[name][_minor - 8];
        if (argument > 0xFF)
        {
            _code.AddRange([(byte)Numbers["EXTENDED_ARG"][_minor - 8], (byte)(argument >> 8)]);
        }

        _code.AddRange([(byte)number, (byte)argument]);
        _code.AddRange(new byte[_minor >= 11 && Caches.TryGetValue(name, out int[]? entries) ? 2 * entries[_minor - 11] : 0]);
        return this;
    }

    /// <summary>Adds bytes as they are.</summary>
    public CompiledPython AddRaw(params byte[] bytes)
    {
        _code.AddRange(bytes);
        return this;
    }

    /// <summary>Loads a constant.</summary>
    public CompiledPython Constant(object? value)
    {
        _constants.Add(value);
        return Add("LOAD_CONST", _constants.Count - 1);
    }

    /// <summary>Loads a name.</summary>
    public CompiledPython Name(string name) => Add("LOAD_NAME", NameOf(name));

    /// <summary>Stores under a name.</summary>
    public CompiledPython Store(string name) => Add("STORE_NAME", NameOf(name));

    /// <summary>Stores in a local.</summary>
    public CompiledPython StoreLocal(string name)
    {
        _locals.Add(name);
        return Add("STORE_FAST", _locals.Count - 1);
    }

    /// <summary>Takes an attribute.</summary>
    public CompiledPython Attribute(string name) => Add("LOAD_ATTR", NameOf(name) << (_minor >= 12 ? 1 : 0));

    /// <summary>Imports a module under the first part of its name.</summary>
    public CompiledPython Import(string module) => Constant(0).Constant(null).Add("IMPORT_NAME", NameOf(module)).Store(module.Split('.')[0]);

    /// <summary>Calls something by its dotted name with constants.</summary>
    public CompiledPython Call(string dotted, params object?[] arguments)
    {
        Callee(dotted);
        foreach (object? argument in arguments)
        {
            Constant(argument);
        }

        return Called(arguments.Length);
    }

    /// <summary>Loads what is called, up to where its arguments come.</summary>
    public CompiledPython Callee(string dotted)
    {
        if (_minor is 11 or 12)
        {
            Add("PUSH_NULL", 0);
        }

        string[] parts = dotted.Split('.');
        Name(parts[0]);
        parts.Skip(1).ToList().ForEach(part => Attribute(part));
        return _minor >= 13 ? Add("PUSH_NULL", 0) : this;
    }

    /// <summary>Calls what was loaded, with so many arguments.</summary>
    public CompiledPython Called(int count) => _minor <= 10 ? Add("CALL_FUNCTION", count) : (_minor == 11 ? Add("PRECALL", count) : this).Add("CALL", count);

    /// <summary>Adds the two on top of the stack.</summary>
    public CompiledPython Plus() => _minor <= 10 ? Add("BINARY_ADD", 0) : Add("BINARY_OP", 0);

    /// <summary>Drops the top of the stack.</summary>
    public CompiledPython Drop() => Add("POP_TOP", 0);

    /// <summary>Makes a function of some code and stores it.</summary>
    public CompiledPython Function(string name, CompiledPython body)
    {
        Constant(new Marshalled.Raw(body.Code(name)));
        return (_minor <= 10 ? Constant(name) : this).Add("MAKE_FUNCTION", 0).Store(name);
    }

    /// <summary>Runs instructions if the file is started, and not when it is imported.</summary>
    public CompiledPython IfMain(Action<CompiledPython> body)
    {
        Name("__name__").Constant("__main__").Add("COMPARE_OP", _minor switch { 12 => 2 << 4, >= 13 => (2 << 5) + 16, _ => 2 });
        int jump = Place;
        Add("POP_JUMP_IF_FALSE", 0);
        int after = Place;
        body(this);
        int distance = _minor >= 11 ? Place - after : Place;
        _code[jump + 1] = (byte)(_minor >= 10 ? distance / 2 : distance);
        return this;
    }

    /// <summary>The code object; gives nothing back when it is run.</summary>
    public byte[] Code(string name = "<module>")
    {
        Constant(null).Add("RETURN_VALUE", 0);
        byte[] numbers = [.. Enumerable.Repeat(0, _minor <= 10 ? 4 : 3).Append(10).Append(64).SelectMany(BitConverter.GetBytes)];
        byte[] start = [0xE3, .. numbers, .. Marshalled.Of(_code.ToArray()), .. Marshalled.Tuple([.. _constants]), .. Names(_names)];
        return _minor <= 10
            ? [.. start, .. Names(_locals), .. Names([]), .. Names([]), .. Marshalled.Of("x.py"), .. Marshalled.Of(name), 1, 0, 0, 0, .. Marshalled.Of(Array.Empty<byte>())]
            : [.. start, .. Names(_locals), .. Marshalled.Of(_locals.Select(_ => (byte)0x20).ToArray()), .. Marshalled.Of("x.py"), .. Marshalled.Of(name), .. Marshalled.Of(name), 1, 0, 0, 0, .. Marshalled.Of(Array.Empty<byte>()), .. Marshalled.Of(Array.Empty<byte>())];
    }

    /// <summary>The whole file; the flags say whether it has a hash (1) and whether that is checked (2).</summary>
    public byte[] File(byte flags = 0) => File(_minor, Code(), flags);

    /// <summary>A file around an object that was marshalled elsewhere.</summary>
    public static byte[] File(int minor, byte[] marshalled, byte flags = 0) =>
        [.. BitConverter.GetBytes((ushort)Magic[minor - 8]), 0x0D, 0x0A, flags, 0, 0, 0, .. new byte[8], .. marshalled];

    private static byte[] Names(List<string> names) => Marshalled.Tuple([.. names]);

    private int NameOf(string name)
    {
        int at = _names.IndexOf(name);
        if (at >= 0)
        {
            return at;
        }

        _names.Add(name);
        return _names.Count - 1;
    }
}
