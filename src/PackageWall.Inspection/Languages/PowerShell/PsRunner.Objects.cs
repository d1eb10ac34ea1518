using System.IO.Compression;

namespace PackageWall.Inspection.Languages.PowerShell;

/// <summary>Commands that make objects, types and lists.</summary>
internal sealed partial class PsRunner
{
    private const int MostTurns = 20_000;
    private const int MostUnpacked = 16 << 20;

    private PsValue Create(List<Argument> arguments, List<string> names, int line, int start)
    {
        if (Has(arguments, "comobject") && Find(arguments, 0, "comobject") is { } com)
        {
            var isWeb = com.Text.Contains("xmlhttp", StringComparison.OrdinalIgnoreCase) || com.Text.Contains("winhttp", StringComparison.OrdinalIgnoreCase);
            if (isWeb)
            {
                _sink.Add("network.fetch", line, Place(start), com.Text, []);
            }

            return PsValue.From(isWeb ? [.. names, "network.fetch"] : names) with { Type = "com" };
        }

        var type = TypeName((Find(arguments, 0, "typename") ?? PsValue.Empty).AsItems()[0].Text);
        var given = Find(arguments, 1, "argumentlist") ?? PsValue.Empty;
        var inner = given.AsItems()[0];
        switch (type)
        {
            case "net.webclient" or "net.http.httpclient" or "net.websockets.clientwebsocket":
                _sink.Add("network.connect", line, Place(start), type, []);
                break;
            case "net.sockets.tcpclient" or "net.sockets.udpclient" or "net.sockets.socket":
                _sink.Add("network.socket", line, Place(start), given.Text, names);
                return PsValue.From(names.Append("network.fetch")) with { Type = type };
            case "net.mail.smtpclient":
                return Done("network.mail", given.Text, names, line, start) with { Type = type };
            case "io.compression.gzipstream" or "io.compression.deflatestream":
                _sink.Add("decode", line, Place(start), type.Contains("gzip", StringComparison.Ordinal) ? "gzip" : "deflate", names);
                return Unpack(given.Bytes ?? inner.Bytes, type, names);
            case "io.memorystream" or "io.streamreader":
                return PsValue.From(names) with { Type = type, Bytes = given.Bytes ?? inner.Bytes };
        }

        return PsValue.From(names) with { Type = type };
    }

    private static PsValue Unpack(byte[]? bytes, string type, List<string> names)
    {
        var unknown = PsValue.From(names.Append("decode"));
        if (bytes is null)
        {
            return unknown;
        }

        try
        {
            using var packed = new MemoryStream(bytes);
            using Stream stream = type.Contains("gzip", StringComparison.Ordinal) ? new GZipStream(packed, CompressionMode.Decompress) : new DeflateStream(packed, CompressionMode.Decompress);
            var result = new byte[MostUnpacked];
            var length = stream.ReadAtLeast(result, result.Length, throwOnEndOfStream: false);
            return length == result.Length ? unknown : PsValue.From(names.Append("decode.constant")) with { Bytes = result[..length] };
        }
        catch (InvalidDataException)
        {
            return unknown;
        }
    }

    private PsValue AddType(List<Argument> arguments, PsValue first, List<string> names, int line, int start)
    {
        if (Find(arguments, -1, "assemblyname") is not null)
        {
            return PsValue.Empty;
        }

        var code = Find(arguments, 0, "typedefinition", "memberdefinition") ?? first;
        foreach (var call in (ReadOnlySpan<string>)["VirtualAlloc", "VirtualProtect", "WriteProcessMemory", "CreateRemoteThread", "QueueUserAPC", "NtCreateThreadEx"])
        {
            if (code.Text.Contains(call, StringComparison.OrdinalIgnoreCase))
            {
                _sink.Add("execute.memory", line, Place(start), call, names);
            }
        }

        return Done("execute.assembly", Find(arguments, -1, "path")?.Text ?? "Add-Type", names, line, start);
    }

    /// <summary>Turns known items through a known block, as <c>| % { [char]$_ }</c> does to hide text.</summary>
    private PsValue ForEach(PsValue block, PsValue input, List<string> names)
    {
        if (!block.IsBlock || !block.IsKnown || input.AsItems().Count > MostTurns || !input.IsKnown || input.Text.Length == 0 || !Enter())
        {
            return PsValue.From(names);
        }

        var saved = _lex;
        var results = new List<PsValue>();
        foreach (var item in input.AsItems())
        {
            if (!Step())
            {
                break;
            }

            _variables["_"] = item;
            _variables["psitem"] = item;
            _lex = new PsLexer(block.Text, saved.Line);
            _lex.Next();
            results.Add(RunStatements());
        }

        _variables.Remove("_");
        _variables.Remove("psitem");
        _lex = saved;
        _depth--;
        return ToList(results).With(names);
    }
}
