using System.Globalization;

namespace PackageWall.Inspection.Languages.PythonBytecode;

/// <summary>
/// Which number stands for which instruction, by version of CPython (Lib/opcode.py, later Lib/_opcode_metadata.py), and how many cache
/// entries follow each. Instructions that differ for the interpreter only have one name here. Where a version changes few, its table is the
/// difference from the one before; a dash says that a number is free again.
/// </summary>
internal sealed class OpcodeTable
{
    private const string V308 =
        """
        PopTop:1 RotTwo:2 RotThree:3 DupTop:4 DupTopTwo:5 RotFour:6 Nop:9 UnaryPositive:10 UnaryNegative:11 UnaryNot:12 UnaryInvert:15
        BinaryMatrixMultiply:16 InplaceMatrixMultiply:17 BinaryPower:19 BinaryMultiply:20 BinaryModulo:22 BinaryAdd:23 BinarySubtract:24
        BinarySubscr:25 BinaryFloorDivide:26 BinaryTrueDivide:27 InplaceFloorDivide:28 InplaceTrueDivide:29 GetAiter:50 GetAnext:51
        BeforeAsyncWith:52 BeginFinally:53 EndAsyncFor:54 InplaceAdd:55 InplaceSubtract:56 InplaceMultiply:57 InplaceModulo:59 StoreSubscr:60
        DeleteSubscr:61 BinaryLshift:62 BinaryRshift:63 BinaryAnd:64 BinaryXor:65 BinaryOr:66 InplacePower:67 GetIter:68 GetYieldFromIter:69
        PrintExpr:70 LoadBuildClass:71 YieldFrom:72 GetAwaitable:73 InplaceLshift:75 InplaceRshift:76 InplaceAnd:77 InplaceXor:78 InplaceOr:79
        WithCleanupStart:81 WithCleanupFinish:82 ReturnValue:83 ImportStar:84 SetupAnnotations:85 YieldValue:86 PopBlock:87 EndFinally:88
        PopExcept:89 StoreName:90 DeleteName:91 UnpackSequence:92 ForIter:93 UnpackEx:94 StoreAttr:95 DeleteAttr:96 StoreGlobal:97 DeleteGlobal:98
        LoadConst:100 LoadName:101 BuildTuple:102 BuildList:103 BuildSet:104 BuildMap:105 LoadAttr:106 CompareOp:107 ImportName:108 ImportFrom:109
        JumpForward:110 JumpIfFalseOrPop:111 JumpIfTrueOrPop:112 JumpAbsolute:113 PopJumpIfFalse:114 PopJumpIfTrue:115 LoadGlobal:116
        SetupFinally:122 LoadFast:124 StoreFast:125 DeleteFast:126 RaiseVarargs:130 CallFunction:131 MakeFunction:132 BuildSlice:133 LoadClosure:135
        LoadDeref:136 StoreDeref:137 DeleteDeref:138 CallFunctionKw:141 CallFunctionEx:142 SetupWith:143 ExtendedArg:144 ListAppend:145 SetAdd:146
        MapAdd:147 LoadClassderef:148 BuildListUnpack:149 BuildMapUnpack:150 BuildMapUnpackWithCall:151 BuildTupleUnpack:152 BuildSetUnpack:153
        SetupAsyncWith:154 FormatValue:155 BuildConstKeyMap:156 BuildString:157 BuildTupleUnpackWithCall:158 LoadMethod:160 CallMethod:161
        CallFinally:162 PopFinally:163
        """;

    private const string V309 =
        """
        Reraise:48 WithExceptStart:49 -:53 LoadAssertionError:74 -:81 ListToTuple:82 -:88 IsOp:117 ContainsOp:118 JumpIfNotExcMatch:121 -:149 -:150
        -:151 -:152 -:153 -:158 ListExtend:162 SetUpdate:163 DictMerge:164 DictUpdate:165
        """;

    private const string V310 =
        """
        GetLen:30 MatchMapping:31 MatchSequence:32 MatchKeys:33 CopyDictWithoutKeys:34 -:48 RotN:99 Reraise:119 GenStart:129 MatchClass:152
        """;

    private const string V311 =
        """
        PushNull:2 -:3 -:4 -:5 -:6 -:16 -:17 -:19 -:20 -:22 -:23 -:24 -:26 -:27 -:28 -:29 -:34 PushExcInfo:35 CheckExcMatch:36 CheckEgMatch:37
        BeforeWith:53 -:55 -:56 -:57 -:59 -:62 -:63 -:64 -:65 -:66 -:67 -:72 -:73 ReturnGenerator:75 -:76 -:77 -:78 -:79 AsyncGenWrap:87
        PrepReraiseStar:88 Swap:99 -:113 Copy:120 -:121 BinaryOp:122 Send:123 PopJumpIfNotNone:128 PopJumpIfNone:129 GetAwaitable:131
        JumpBackwardNoInterrupt:134 MakeCell:135 LoadClosure:136 LoadDeref:137 StoreDeref:138 DeleteDeref:139 JumpBackward:140 -:141 -:143
        CopyFreeVars:149 Resume:151 -:154 -:161 Precall:166 Call:171 KwNames:172 PopJumpBackwardIfNotNone:173 PopJumpBackwardIfNone:174
        PopJumpBackwardIfFalse:175 PopJumpBackwardIfTrue:176
        """;

    private const string V312 =
        """
        EndFor:4 EndSend:5 -:10 BinarySlice:26 StoreSlice:27 CleanupThrow:55 -:70 -:82 -:84 -:86 LoadLocals:87 -:88 -:111 -:112 ReturnConst:121
        LoadFast:127 LoadSuperAttr:141 LoadFastAndClear:143 -:148 YieldValue:150 -:160 -:166 CallIntrinsic1:173 CallIntrinsic2:174
        LoadFromDictOrGlobals:175 LoadFromDictOrDeref:176
        """;

    private const string V313 =
        """
        BeforeAsyncWith:1 BeforeWith:2 BinarySlice:4 BinarySubscr:5 CheckEgMatch:6 CheckExcMatch:7 CleanupThrow:8 DeleteSubscr:9 EndAsyncFor:10
        EndFor:11 EndSend:12 FormatSimple:14 FormatWithSpec:15 GetAiter:16 GetAnext:18 GetIter:19 GetLen:20 GetYieldFromIter:21 LoadAssertionError:23
        LoadBuildClass:24 LoadLocals:25 MakeFunction:26 MatchKeys:27 MatchMapping:28 MatchSequence:29 Nop:30 PopExcept:31 PopTop:32 PushExcInfo:33
        PushNull:34 ReturnGenerator:35 ReturnValue:36 SetupAnnotations:37 StoreSlice:38 StoreSubscr:39 ToBool:40 UnaryInvert:41 UnaryNegative:42
        UnaryNot:43 WithExceptStart:44 BinaryOp:45 BuildConstKeyMap:46 BuildList:47 BuildMap:48 BuildSet:49 BuildSlice:50 BuildString:51
        BuildTuple:52 Call:53 CallFunctionEx:54 CallIntrinsic1:55 CallIntrinsic2:56 CallKw:57 CompareOp:58 ContainsOp:59 ConvertValue:60 Copy:61
        CopyFreeVars:62 DeleteAttr:63 DeleteDeref:64 DeleteFast:65 DeleteGlobal:66 DeleteName:67 DictMerge:68 DictUpdate:69 ExtendedArg:71 ForIter:72
        GetAwaitable:73 ImportFrom:74 ImportName:75 IsOp:76 JumpBackward:77 JumpBackwardNoInterrupt:78 JumpForward:79 ListAppend:80 ListExtend:81
        LoadAttr:82 LoadConst:83 LoadDeref:84 LoadFast:85 LoadFastAndClear:86 LoadFast:87 LoadFastLoadFast:88 LoadFromDictOrDeref:89
        LoadFromDictOrGlobals:90 LoadGlobal:91 LoadName:92 LoadSuperAttr:93 MakeCell:94 MapAdd:95 MatchClass:96 PopJumpIfFalse:97 PopJumpIfNone:98
        PopJumpIfNotNone:99 PopJumpIfTrue:100 RaiseVarargs:101 Reraise:102 ReturnConst:103 Send:104 SetAdd:105 SetFunctionAttribute:106 SetUpdate:107
        StoreAttr:108 StoreDeref:109 StoreFast:110 StoreFastLoadFast:111 StoreFastStoreFast:112 StoreGlobal:113 StoreName:114 Swap:115 UnpackEx:116
        UnpackSequence:117 YieldValue:118 Resume:149
        """;

    private const string V314 =
        """
        BinarySlice:1 BuildTemplate:2 CallFunctionEx:4 CheckEgMatch:5 CheckExcMatch:6 CleanupThrow:7 DeleteSubscr:8 EndFor:9 EndSend:10
        FormatSimple:12 FormatWithSpec:13 GetAiter:14 GetAnext:15 GetIter:16 GetLen:18 GetYieldFromIter:19 LoadBuildClass:21 LoadLocals:22
        MakeFunction:23 MatchKeys:24 MatchMapping:25 MatchSequence:26 Nop:27 NotTaken:28 PopExcept:29 PopIter:30 PopTop:31 PushExcInfo:32 PushNull:33
        ReturnGenerator:34 ReturnValue:35 SetupAnnotations:36 StoreSlice:37 StoreSubscr:38 ToBool:39 UnaryInvert:40 UnaryNegative:41 UnaryNot:42
        WithExceptStart:43 BinaryOp:44 BuildInterpolation:45 BuildList:46 BuildMap:47 BuildSet:48 BuildSlice:49 BuildString:50 BuildTuple:51 Call:52
        CallIntrinsic1:53 CallIntrinsic2:54 CallKw:55 CompareOp:56 ContainsOp:57 ConvertValue:58 Copy:59 CopyFreeVars:60 DeleteAttr:61 DeleteDeref:62
        DeleteFast:63 DeleteGlobal:64 DeleteName:65 DictMerge:66 DictUpdate:67 EndAsyncFor:68 ExtendedArg:69 ForIter:70 GetAwaitable:71 ImportFrom:72
        ImportName:73 IsOp:74 JumpBackward:75 JumpBackwardNoInterrupt:76 JumpForward:77 ListAppend:78 ListExtend:79 LoadAttr:80 LoadCommonConstant:81
        LoadConst:82 LoadDeref:83 LoadFast:84 LoadFastAndClear:85 LoadFast:86 LoadFastLoadFast:87 LoadFast:88 LoadFastLoadFast:89
        LoadFromDictOrDeref:90 LoadFromDictOrGlobals:91 LoadGlobal:92 LoadName:93 LoadSmallInt:94 LoadSpecial:95 LoadSuperAttr:96 MakeCell:97
        MapAdd:98 MatchClass:99 PopJumpIfFalse:100 PopJumpIfNone:101 PopJumpIfNotNone:102 PopJumpIfTrue:103 RaiseVarargs:104 Reraise:105 Send:106
        SetAdd:107 SetFunctionAttribute:108 SetUpdate:109 StoreAttr:110 StoreDeref:111 StoreFast:112 StoreFastLoadFast:113 StoreFastStoreFast:114
        StoreGlobal:115 StoreName:116 Swap:117 UnpackEx:118 UnpackSequence:119 YieldValue:120 Resume:128
        """;

    // Cache entries by instruction (Lib/opcode.py, "_inline_cache_entries" and "_cache_format").
    private const string Caches311 = "BinarySubscr:4 StoreSubscr:1 UnpackSequence:1 StoreAttr:4 LoadAttr:4 CompareOp:2 LoadGlobal:5 BinaryOp:1 LoadMethod:10 Precall:1 Call:4";

    private const string Caches312 = "BinarySubscr:1 StoreSubscr:1 UnpackSequence:1 StoreAttr:4 LoadAttr:9 CompareOp:1 LoadGlobal:4 BinaryOp:1 ForIter:1 Call:3 LoadSuperAttr:1 Send:1";

    private const string Caches313 = Caches312 + " ContainsOp:1 JumpBackward:1 ToBool:3 PopJumpIfTrue:1 PopJumpIfFalse:1 PopJumpIfNone:1 PopJumpIfNotNone:1";

    private const string Caches314 = "StoreSubscr:1 UnpackSequence:1 StoreAttr:4 LoadAttr:9 CompareOp:1 LoadGlobal:4 BinaryOp:5 ForIter:1 Call:3 CallKw:3 LoadSuperAttr:1 Send:1"
        + " ContainsOp:1 JumpBackward:1 ToBool:3 PopJumpIfTrue:1 PopJumpIfFalse:1 PopJumpIfNone:1 PopJumpIfNotNone:1";

    private static readonly Dictionary<int, OpcodeTable> ByVersion = new()
    {
        [308] = new([V308], ""), [309] = new([V308, V309], ""), [310] = new([V308, V309, V310], ""), [311] = new([V308, V309, V310, V311], Caches311),
        [312] = new([V308, V309, V310, V311, V312], Caches312), [313] = new([V313], Caches313), [314] = new([V314], Caches314),
    };

    private readonly Opcode[] _opcodes = new Opcode[256];
    private readonly byte[] _caches = new byte[256];

    private OpcodeTable(string[] tables, string caches)
    {
        Dictionary<Opcode, byte> entries = Pairs(caches).ToDictionary(pair => Enum.Parse<Opcode>(pair.Name), pair => (byte)pair.Number);
        foreach (var (name, number) in tables.SelectMany(Pairs))
        {
            _opcodes[number] = name == "-" ? Opcode.None : Enum.Parse<Opcode>(name);
        }

        for (var number = 0; number < _opcodes.Length; number++)
        {
            _caches[number] = entries.GetValueOrDefault(_opcodes[number]);
        }
    }

    /// <summary>The table of a version, or null when there is none.</summary>
    public static OpcodeTable? Of(int version) => ByVersion.GetValueOrDefault(version);

    /// <summary>The instruction of a number; <see cref="Opcode.None"/> when there is none.</summary>
    public Opcode this[byte number] => _opcodes[number];

    /// <summary>How many cache entries follow it.</summary>
    public int CachesOf(byte number) => _caches[number];

    private static IEnumerable<(string Name, int Number)> Pairs(string table) =>
        table.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split(':')).Select(pair => (pair[0], int.Parse(pair[1], CultureInfo.InvariantCulture)));
}
