using System.Text;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Shell;

namespace PackageWall.Inspection.Languages.PowerShell;

/// <summary>What members of objects and of .NET types do.</summary>
internal sealed partial class PsRunner
{
    private PsValue GetMember(PsValue target, string member, bool isStatic, int line, int start)
    {
        if (isStatic && target.Type is { } type)
        {
            if (type == "environment" && member is "username" or "machinename" or "userdomainname")
            {
                _sink.Add("read.profile", line, Place(start), member, []);
                return PsValue.From(["read.profile"]);
            }

            if (member is "unicode" or "utf8" or "ascii" or "utf32" or "default" or "bigendianunicode")
            {
                return new PsValue(Flow.Of(member)) { Type = "encoding." + member };
            }

            return PsValue.From(target.Names) with { Type = type };
        }

        return member switch
        {
            "length" or "count" when target.Items is { } items => PsValue.Of(items.Count),
            "length" when target.IsKnown => PsValue.Of(target.Text.Length),
            "invoke" => target,
            _ => PsValue.From(target.Names) with { Type = target.Type },
        };
    }

    private PsValue CallMember(PsValue target, string member, List<PsValue> arguments, bool isStatic, string? variable, int line, int start)
    {
        var names = target.Names.Concat(arguments.SelectMany(static argument => argument.Names)).Distinct().ToList();
        var first = arguments.Count > 0 ? arguments[0] : PsValue.Empty;
        if (isStatic && target.Type is { } type)
        {
            return CallStatic(type, member, arguments, first, names, line, start);
        }

        switch (member)
        {
            case "downloadstring" or "downloaddata" or "openread" or "downloadstringtaskasync" or "getstringasync" or "getasync" or "getbytearrayasync" or "downloadfile"
                or "downloadfileasync" or "downloadfiletaskasync":
                return Fetch(first, arguments, member.StartsWith("downloadfile", StringComparison.Ordinal), names, line, start);
            case "uploadstring" or "uploaddata" or "uploadfile" or "uploadvalues" or "postasync" or "putasync" or "uploadstringtaskasync":
                Url(first, line, start);
                _sink.Add("network.send", line, Place(start), first.Text, names);
                return PsValue.From(names.Append("network.fetch"));
            case "getstring" when target.Type is { } encoding && encoding.StartsWith("encoding.", StringComparison.Ordinal):
                return Decoded(first, encoding, names);
            case "getbytes" when first.IsKnown:
                return new PsValue(Flow.Of(Flow.Hole.ToString()).With(names)) { Bytes = target.Type == "encoding.unicode" ? Encoding.Unicode.GetBytes(first.Text) : Encoding.UTF8.GetBytes(first.Text) };
            case "invokescript" or "newscriptblock" or "addscript" or "invokecommand":
                return RunCode(first, line, start, member);
            case "invoke" or "invokereturnasis" or "begininvoke":
                return target.IsBlock ? RunCode(target, line, start, "Invoke") : PsValue.From(names);
            case "shellexecute" or "run" when target.Type is "com":
                return Start(first, arguments.Skip(1), line, start);
            case "replace" when arguments.Count > 1 && target.IsKnown && first is { IsKnown: true, Text.Length: > 0 } && arguments[1].IsKnown:
                return PsValue.Of(target.Text.Replace(first.Text, arguments[1].Text, StringComparison.Ordinal)).With(names);
            case "split" when target.IsKnown && first.IsKnown && first.Text.Length > 0:
                return ToList([.. target.Text.Split(first.Text[0]).Select(PsValue.Of)]).With(names);
            case "substring" when target.IsKnown && first.Number is { } from:
                return Substring(target.Text, (int)from, arguments.Count > 1 ? arguments[1].Number : null).With(names);
            case "tochararray":
                return Cast("char[]", target);
            case "trim" or "tostring" or "tolower" or "toupper" or "tolowerinvariant" or "toupperinvariant" when target.IsKnown:
                return PsValue.Of(member[..3] switch { "tri" => target.Text.Trim(), "tol" => target.Text.ToLowerInvariant(), "tou" => target.Text.ToUpperInvariant(), _ => target.Text }).With(names);
            case "insert" when target.IsKnown && first.Number is { } place && arguments.Count > 1 && place >= 0 && place <= target.Text.Length:
                return PsValue.Of(target.Text.Insert((int)place, arguments[1].Text)).With(names);
            case "readtoend" or "toarray" or "getresponsestream" or "getresponse":
                return member == "readtoend" && target.Bytes is { } stream ? Decoded(target with { Bytes = stream }, "encoding.utf8", names) : target;
        }

        _ = variable;
        return PsValue.From(names) with { Type = target.Type };
    }

    private static PsValue Substring(string text, int from, double? length)
    {
        from = Math.Clamp(from, 0, text.Length);
        var count = Math.Clamp((int)(length ?? text.Length), 0, text.Length - from);
        return PsValue.Of(text.Substring(from, count));
    }

    private PsValue CallStatic(string type, string member, List<PsValue> arguments, PsValue first, List<string> names, int line, int start)
    {
        switch (type, member)
        {
            case ("convert", "frombase64string" or "fromhexstring"):
                return FromBase64(first, member, line, start);
            case ("string", "join") when arguments.Count > 1:
                return Join(arguments.Count == 2 ? arguments[1] : PsValue.List(arguments[1..]), first.Text).With(names);
            case ("string", "concat"):
                return Join(PsValue.List(arguments), "");
            case ("string", "format") when arguments.Count > 1:
                return Format(first, PsValue.List(arguments[1..]));
            case ("convert", "tochar" or "toint32" or "tobyte" or "toint16"):
                return ConvertNumber(member, first, arguments);
            case ("scriptblock", "create"):
                return RunCode(first, line, start, "[ScriptBlock]::Create");
            case ("environment", "getenvironmentvariable"):
                return new PsValue(_commands.ReadVariable(first.Text, line, Place(start)));
            case ("environment", "getenvironmentvariables"):
                return Done("read.env.bulk", null, names, line, start);
            case ("environment", "setenvironmentvariable"):
                return PsValue.Empty;
            case ("environment", "getfolderpath"):
                return PsValue.Of("~/" + first.Text);
            case ("diagnostics.process", "start"):
                return Start(first, arguments.Skip(1), line, start);
            case ("reflection.assembly" or "appdomain", _) when member.StartsWith("load", StringComparison.Ordinal) || member == "unsafeloadfrom":
                return member == "loadwithpartialname" ? PsValue.Unknown : Done("execute.assembly", first.IsKnown ? first.Text : null, names, line, start);
            case ("net.dns", _):
                return Done("network.dns", first.Text, names, line, start);
            case ("net.webrequest" or "net.httpwebrequest" or "net.webclient", _):
                return Fetch(first, arguments, false, names, line, start);
            case ("net.sockets.tcpclient" or "net.sockets.udpclient" or "net.sockets.socket", _):
                return Done("network.socket", first.Text, names, line, start);
            case ("runtime.interopservices.marshal", "getdelegateforfunctionpointer" or "copy"):
                return Done("execute.memory", member, names, line, start);
            case ("io.file" or "io.directory", _):
                return CallFile(member, arguments, first, names, line, start);
            case ("activator", _):
                return PsValue.From(names);
            case ("text.encoding", "getencoding"):
                return new PsValue(Flow.Of(first.Text)) { Type = "encoding." + (first.Text.Contains("16", StringComparison.Ordinal) ? "unicode" : "utf8") };
        }

        return PsValue.From(names) with { Type = type };
    }

    private static PsValue ConvertNumber(string member, PsValue first, List<PsValue> arguments)
    {
        if (arguments.Count > 1 && arguments[1].Number is 16 or 8 or 2 && first.IsKnown)
        {
            try
            {
                return PsValue.Of(Convert.ToInt64(first.Text.Trim(), (int)arguments[1].Number!.Value));
            }
            catch (Exception error) when (error is FormatException or ArgumentException or OverflowException)
            {
                return PsValue.From(first.Names);
            }
        }

        return Cast(member == "tochar" ? "char" : "int", first);
    }

    private PsValue CallFile(string member, List<PsValue> arguments, PsValue first, List<string> names, int line, int start)
    {
        if (member.StartsWith("read", StringComparison.Ordinal) || member is "openread" or "opentext")
        {
            return new PsValue(_commands.Open(first.Flow, line, Place(start)));
        }

        if (member.StartsWith("write", StringComparison.Ordinal) || member.StartsWith("append", StringComparison.Ordinal))
        {
            _commands.WriteFile(first.Flow, arguments.Count > 1 ? arguments[1].Flow : Flow.None, line, Place(start));
        }
        else if (member is "copy" or "move" && arguments.Count > 1)
        {
            _commands.WriteFile(arguments[1].Flow, first.Flow, line, Place(start));
        }
        else if (member == "delete")
        {
            _sink.Add("delete", line, Place(start), first.Text, []);
        }
        else if (member.StartsWith("getfiles", StringComparison.Ordinal) || member.StartsWith("enumerate", StringComparison.Ordinal))
        {
            return Done("read.files", first.Text, names, line, start);
        }

        return PsValue.From(names);
    }

    private PsValue Done(string fact, string? value, IReadOnlyList<string> names, int line, int start)
    {
        _sink.Add(fact, line, Place(start), value, names);
        return PsValue.From(names.Append(fact));
    }

    private PsValue FromBase64(PsValue text, string member, int line, int start)
    {
        var encoding = member == "fromhexstring" ? "hex" : "base64";
        _sink.Add("decode", line, Place(start), encoding, text.Names);
        var isOpen = encoding == "hex" ? CommandDecoding.TryHex(text.Text, out var bytes) : CommandDecoding.TryBase64(text.Text, out bytes);
        if (!text.IsKnown || !isOpen)
        {
            return PsValue.From(text.Names.Append("decode"));
        }

        _sink.Add("decode.constant", line, Place(start), encoding, text.Names);
        return PsValue.From(text.Names.Append("decode.constant")) with { Bytes = bytes };
    }

    private static PsValue Decoded(PsValue value, string encoding, List<string> names)
    {
        var bytes = value.Bytes ?? Cast("byte[]", value).Bytes;
        if (bytes is null)
        {
            return PsValue.From(names);
        }

        var text = encoding switch
        {
            "encoding.unicode" => Encoding.Unicode.GetString(bytes),
            "encoding.bigendianunicode" => Encoding.BigEndianUnicode.GetString(bytes),
            _ => Encoding.UTF8.GetString(bytes),
        };
        return new PsValue(Flow.Of(text).With(names) with { Encoding = names.Contains("decode.constant") ? "base64" : null });
    }

    /// <summary>Says what a URL is, as far as the vocabulary knows.</summary>
    private List<string> Url(PsValue url, int line, int start)
    {
        var found = new List<string>();
        if (!url.Text.Contains("://", StringComparison.Ordinal))
        {
            return found;
        }

        _sink.Add("network.host", line, Place(start), url.Text, []);
        foreach (var fact in _words.Hosts(url.Text))
        {
            _sink.Add(fact, line, Place(start), url.Text, url.Names);
            found.Add(fact);
        }

        if (_words.IsExecutableName(url.Text))
        {
            _sink.Add("fetch.executable", line, Place(start), url.Text, []);
        }

        return found;
    }

    private PsValue Fetch(PsValue url, List<PsValue> arguments, bool toFile, List<string> names, int line, int start)
    {
        var found = Url(url, line, start);
        if (url.Names.Any(static name => name.StartsWith("read.", StringComparison.Ordinal)))
        {
            _sink.Add("network.send", line, Place(start), url.Text, url.Names);
        }

        _sink.Add("network.fetch", line, Place(start), url.Text, url.Names);
        var fetched = PsValue.From(names.Concat(found).Append("network.fetch"));
        if (toFile && arguments.Count > 1)
        {
            _commands.WriteFile(arguments[1].Flow, fetched.Flow, line, Place(start));
        }

        return fetched;
    }

    /// <summary>Text that runs as PowerShell.</summary>
    private PsValue RunCode(PsValue code, int line, int start, string by)
    {
        _sink.Add("execute.code", line, Place(start), code.IsKnown && code.Text.Length < 200 ? code.Text : by, code.Names);
        if (!code.IsKnown)
        {
            _sink.Add("dynamic.exec", line, Place(start), by, code.Names);
        }
        else if (code.Flow.Encoding is not null)
        {
            _sink.AddCode(new InnerCode(Encoding.UTF8.GetBytes(code.Text), Language.PowerShell, code.Flow.Encoding, line));
        }
        else if (!code.IsBlock)
        {
            _nested.Add((code.Text, line));
        }

        return PsValue.From(code.Names.Append("execute.code"));
    }

    private PsValue Start(PsValue program, IEnumerable<PsValue> arguments, int line, int start)
    {
        var words = new List<Flow> { program.Flow };
        foreach (var argument in arguments)
        {
            foreach (var item in argument.AsItems())
            {
                words.AddRange(item.Text.Contains(' ') && item.IsKnown ? item.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => item.Flow with { Text = part }) : [item.Flow]);
            }
        }

        return new PsValue(_commands.Run(words, Flow.None, line, Place(start)));
    }
}
