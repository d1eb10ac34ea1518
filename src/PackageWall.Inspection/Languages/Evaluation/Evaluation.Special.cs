using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>Calls that the evaluator must understand: imports by name, reflection, opening files, threads, functional helpers.</summary>
internal sealed partial class Evaluation
{
    private Value Do(string action, ApiNode api, Call call, Value owner, Arguments arguments)
    {
        switch (action)
        {
            case "import" or "require":
                return ImportByName(call, arguments);
            case "getattr":
                return GetAttribute(arguments[0], arguments[1], call);
            case "reflect-get":
                return GetAttribute(arguments[0], arguments[1], call);
            case "reflect-apply":
                return CallValue(arguments[0], Arguments.Of([.. Elements(arguments[2]) ?? []]), call, arguments[1]);
            case "reflect-construct":
                return CallValue(arguments[0], Arguments.Of([.. Elements(arguments[1]) ?? []]), call, Value.Unknown);
            case "setattr":
                if (arguments[1].Text is { } attribute)
                {
                    AssignMember(arguments[0], attribute, arguments[2], call);
                }

                return Value.Unknown;
            case "define":
                if (arguments[1].Text is { } property && arguments[2].Object is { } descriptor)
                {
                    AssignMember(arguments[0], property, descriptor.Get("value") ?? Value.Unknown, call);
                }

                return arguments[0];
            case "assign-object":
                foreach (var source in arguments.From(1))
                {
                    if (IsEnvironment(source))
                    {
                        return arguments[0].With(Taint.Of(EnvironmentCopy));
                    }

                    if (source.Object is { } from && arguments[0].Object is { } to)
                    {
                        CopyFields(from, to);
                    }
                }

                return arguments[0].With(arguments.Taint());
            case "globals":
                return Globals();
            case "partial":
                return arguments[0].With(Arguments.Of(arguments.From(1)).Taint());
            case "hand-back":
                // A function is looked at, or kept as what it is: nobody calls it here. property(f) calls it where the member is read.
                return api.Path is "property" or "functools.cached_property" ? arguments[0, "fget"].With(Taint.Of(PropertyMethod)) : arguments[0];
            case "descriptor":
                // What of the three it is, the object says; whoever calls one of them calls the member.
                var member = GetAttribute(arguments[0], arguments[1], call);
                var told = new ObjectData();
                foreach (var way in (ReadOnlySpan<string>)["value", "get", "set"])
                {
                    told.Set(way, member, replace: true);
                }

                return Value.Of(told);
            case "look-at":
                return Value.Unknown;
            case "ask-person":
                return Value.Tainted(Taint.Of(OfPerson));
            case "map":
                return Map(arguments[0], arguments[1], call);
            case "filter":
                return arguments[1];
            case "sorted":
                UseArguments(call, arguments);
                return arguments[0];
            case "reduce":
                return RunCallbacks(call, arguments, arguments.Taint().WithoutMarks()).With(arguments.Taint());
            case "compile":
                return arguments[0, "source"];
            case "run-path":
                var path = arguments.Positional.Length > 1 && api.Path is not "runpy.run_path" ? arguments[1] : arguments[0];
                Emit("execute.code", call, path.SomeText, path.DeepTaint().WithoutMarks());
                ReferTo(ReferenceKind.Import, path, call);
                ReferTo(ReferenceKind.Spawn, path, call, _language);
                return Value.Unknown;
            case "site-folder":
                return SiteFolder(call, arguments);
            case "open" or "open-self":
                return Open(call, action == "open" ? arguments[0, "file"] : owner, arguments, action == "open" ? 1 : 0);
            case "download":
                return Download(call, arguments);
            case "request-object":
                return Value.Tainted(arguments.Taint()) with { Subject = arguments[0, "url"].SomeText, Constants = [.. arguments[0, "url"].Constants.Where(constant => constant is string or PartialText)] };
            case "thread":
                return Thread(call, arguments);
            case "timer":
                // A method of something, bound or not, is no text, whatever flowed into the something.
                var isMethod = call.Arguments is [{ Value: Syntax.Member or Call { Callee: Syntax.Member { Text: "bind" } } }, ..];
                if (arguments[0].Closures.Length == 0 && !isMethod && api.Path is not ("queueMicrotask" or "setImmediate" or "process.nextTick") && (arguments[0].Text is not null || !arguments[0].Taint.IsNone))
                {
                    RunCode(arguments[0], _language, call, Taint.None);
                }

                Arguments passed = new() { Positional = arguments.From(2) };
                return CallValue(arguments[0] with { Apis = [] }, passed, call, Value.Unknown);
            case "worker":
                if (arguments.Option("eval") is { } eval && Truth(eval) is true)
                {
                    RunCode(arguments[0], _language, call, Taint.None);
                }
                else
                {
                    ReferTo(ReferenceKind.Spawn, arguments[0], call, _language);
                }

                return Value.Unknown;
            case "xhr-open":
                return Value.Unknown;
            case "atexit":
                return CallValue(arguments.Positional.Length > 1 && arguments[0].Closures.Length == 0 ? arguments[1] : arguments[0], Arguments.None, call, Value.Unknown);
            case "setup":
                return Setup(call, arguments);
            case "env-get":
                return Value.Join(ReadVariable(arguments[0], call), arguments[1]);
            case "env-copy":
                return EnvironmentLike(owner, arguments, call);
            case "env-bulk":
                return Value.Tainted(ReadEnvironment(call, owner.Taint));
            default:
                return CallUnknown(call, Value.Unknown, owner, null, arguments);
        }
    }

    // os.environ.copy(), dict(os.environ): still the environment. dict(a=b): a dictionary.
    private Value EnvironmentLike(Value owner, Arguments arguments, Call call)
    {
        if (IsEnvironment(owner))
        {
            return owner;
        }

        var source = arguments[0];
        if (IsEnvironment(source))
        {
            return source;
        }

        if (source.Object is not null && arguments.Keywords.Count == 0)
        {
            return source;
        }

        var data = new ObjectData();
        if (source.Object is { } other)
        {
            CopyFields(other, data);
        }

        foreach (var pair in Elements(source) ?? [])
        {
            if (pair.List is { Items: [var key, var value] })
            {
                if (key.Text is { } name)
                {
                    data.Set(name, value, replace: true);
                }
                else
                {
                    data.SetSomewhere(value);
                }
            }
        }

        foreach (var (keyword, value) in arguments.Keywords)
        {
            data.Set(keyword, value, replace: true);
        }

        return Value.Of(data, source.DeepTaint().Union(UseArguments(call, new Arguments())));
    }

    private Value ImportByName(Call call, Arguments arguments)
    {
        var name = arguments[0];
        var result = Value.Unknown;
        var isKnown = false;
        foreach (var constant in name.Constants)
        {
            if (constant is not string module)
            {
                continue;
            }

            isKnown = true;
            if (module.StartsWith("data:", StringComparison.Ordinal))
            {
                RunCode(DataAddress(module), _language, call, name.Taint);
                continue;
            }

            _sink.Refer(ReferenceKind.Import, module, call, _unit, _language);

            // __import__("a.b") gives a, import_module("a.b") gives a.b.
            var isTop = call.Callee is Name { Text: "__import__" } && arguments[3, "fromlist"].Constants.Length == 0;
            var dot = module.IndexOf('.');
            result = Value.Join(Module(isTop && dot > 0 ? module[..dot] : module), result);
        }

        if (!isKnown && arguments.Positional.Length > 0)
        {
            Emit("dynamic.import", call, name.SomeText, name.DeepTaint().WithoutMarks());
            _sink.Refer(ReferenceKind.Import, null, call, _unit);
        }

        return result.With(name.Taint.WithoutMarks());
    }

    private static Value DataAddress(string address)
    {
        var comma = address.IndexOf(',');
        if (comma < 0)
        {
            return Value.Unknown;
        }

        var body = address[(comma + 1)..];
        var isBase64 = address[..comma].Contains(";base64", StringComparison.OrdinalIgnoreCase);
        var encoding = isBase64 ? "base64" : "url";
        return Layers.Decoders.TryDecode(encoding, System.Text.Encoding.Latin1.GetBytes(body), out var bytes)
            ? new Value { Constants = [bytes], Encoding = encoding, Taint = Taint.Of("decode").With("decode.constant") }
            : Value.Unknown;
    }

    private Value GetAttribute(Value target, Value name, Call call)
    {
        if (name.Text is { } member)
        {
            return MemberOf(target, member, call);
        }

        if (target.Apis.Length > 0)
        {
            Emit("dynamic.member", call, target.Apis[0].Path, name.Taint.WithoutMarks());
            return Value.Tainted(target.Taint.Union(name.Taint.WithoutMarks()).With("dynamic.member"));
        }

        return AnyElement(target, call);
    }

    // The names of the file over those of the language.
    private Value Globals()
    {
        var data = new ObjectData();
        for (var scope = _scope; scope is not null; scope = scope.Parent)
        {
            if (scope.Parent is null)
            {
                foreach (var (name, value) in scope.Variables.Take(5_000))
                {
                    data.Set(name, value, replace: true);
                }
            }
        }

        return new Value { Constants = [data], Apis = [_apis.Root] };
    }

    internal Value Map(Value function, Value source, Call call)
    {
        if (Elements(source) is not { } elements || elements.Count > MostTurns || _turnSteps > MostTurnSteps)
        {
            var any = CallValue(function, Arguments.Of(AnyElement(source, call)), call, Value.Unknown);
            var open = new ListData();
            open.AddSomewhere(any);
            return Value.Of(open, source.DeepTaint().Union(any.Taint));
        }

        var list = new ListData();
        var start = _steps;
        for (var i = 0; i < elements.Count; i++)
        {
            var arguments = _isPython ? Arguments.Of(elements[i].With(source.Taint)) : Arguments.Of(elements[i].With(source.Taint), Value.Of((double)i), source);
            list.Add(CallValue(function, arguments, call, Value.Unknown));
            if (_turnSteps + _steps - start > MostTurnSteps || IsOver)
            {
                list.AddSomewhere(Value.Tainted(source.DeepTaint()));
                break;
            }
        }

        _turnSteps += _steps - start;
        return Value.Of(list, source.Taint) with { Encoding = source.Encoding };
    }

    private Value Open(Call call, Value path, Arguments arguments, int modeAt)
    {
        var mode = arguments[modeAt, "mode"].Text ?? arguments[modeAt, "flags"].Text ?? "r";
        if (mode.AsSpan().IndexOfAny("wax+") >= 0)
        {
            return WriteFile(path, Taint.None, call, Arguments.None);
        }

        return ReadFile("read.file", path, call, Taint.None, Arguments.None);
    }

    private Value Download(Call call, Arguments arguments)
    {
        var effect = new ApiEffect("network.fetch", "", 0);
        var fetched = Request(effect, call, Value.Unknown, Arguments.Of(arguments[0, "url"]), "network.fetch");
        WriteFile(arguments[1, "filename"], fetched.Taint, call, Arguments.None);
        return fetched with { Constants = arguments[1, "filename"].Constants };
    }

    private Value Thread(Call call, Arguments arguments)
    {
        Emit("execute.thread", call, null, Taint.None);
        var target = arguments.Keywords.GetValueOrDefault("target") ?? arguments.Keywords.GetValueOrDefault("function")
            ?? arguments.Positional.FirstOrDefault(value => value.Closures.Length + value.Apis.Length > 0) ?? Value.Unknown;
        var passed = arguments.Keywords.GetValueOrDefault("args") ?? arguments.Positional.FirstOrDefault(value => value.List is not null);
        return CallValue(target, Arguments.Of([.. passed is null ? [] : Elements(passed) ?? []]), call, Value.Unknown);
    }

    // setup(cmdclass={"install": X}): the commands run while it is installed, each by itself or by another.
    private Value Setup(Call call, Arguments arguments)
    {
        if (arguments.Option("cmdclass") is { } commands)
        {
            foreach (var type in (commands.Object?.Fields.Values ?? []).SelectMany(value => value.Closures).ToList())
            {
                foreach (var method in type.Members.Values.SelectMany(value => value.Closures).ToList())
                {
                    Invoke(method, Arguments.None, call);
                }
            }
        }

        return Value.Unknown;
    }

    private Value JoinPaths(List<Value> parts, Node site) => Note(PathFolding.Join(parts, _isPython, _produces), site);

    // Replacing what belongs to everybody: fetch, requests.get, Module._load, process.env.NODE_TLS_REJECT_UNAUTHORIZED.
    private void AssignApi(ApiNode api, string member, Value value, Node site)
    {
        var path = api.Path.Length == 0 ? member : api.Path + "." + member;
        if (member == "NODE_TLS_REJECT_UNAUTHORIZED" || member == "PYTHONHTTPSVERIFY" || path is "ssl._create_default_https_context")
        {
            Emit("network.insecure", site, path, value.Taint.WithoutMarks());
            return;
        }

        if (value.Closures.Length == 0 && value.Taint.IsNone && value.Apis.Length == 0)
        {
            return;
        }

        var hook = path switch
        {
            "fetch" or "XMLHttpRequest" or "XMLHttpRequest.prototype" or "requests.get" or "requests.post" or "socket.socket" or "https.request" or "http.request" => "hook.network",
            "module._load" or "Module._load" or "Module.prototype" or "require.extensions" or "builtins.__import__" or "__import__" or "sys.meta_path" => "hook.import",
            _ when path.StartsWith("ethereum", StringComparison.Ordinal) => "hook.wallet",
            _ when api.Child(member) is not null && KeyMakers.Contains(member) => "hook.wallet",
            _ when path.StartsWith("XMLHttpRequest", StringComparison.Ordinal) && !path.Contains("()", StringComparison.Ordinal) => "hook.network",
            _ when api.Path.Length == 0 && _apis.Root.Child(member)?.Calls.Count > 0 => "hook.builtins",
            _ => null,
        };
        if (hook is not null)
        {
            Emit(hook, site, path, value.Taint.WithoutMarks());
        }
    }
}
