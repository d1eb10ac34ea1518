using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>What calls of the vocabulary's names do.</summary>
internal sealed partial class Evaluation
{
    private Value CallApi(ApiNode api, Call call, Value owner, Arguments arguments)
    {
        var result = Value.Unknown;
        if (api.Calls.Count == 0)
        {
            var taint = owner.Taint.Union(UseArguments(call, arguments));
            result = RunCallbacks(call, arguments, taint).With(taint.WithoutMarks());
        }

        foreach (var effect in api.Calls)
        {
            result = Value.Gather(Apply(effect, api, call, owner, arguments), result);
        }

        if (api.Child(ApiNode.Result) is { } node)
        {
            var made = FromApi(node);
            result = result with
            {
                Apis = made.Apis,
                Constants = made.Constants.Length > 0 ? made.Constants : result.Constants,
            };
        }

        result = LetterMakers.Contains(api.Path) ? Lettered(result, arguments.Taint().Union(owner.Taint)) : result;
        return result.Subject is null && owner.Subject is not null ? result with { Subject = owner.Subject } : result;
    }

    private Value Apply(ApiEffect effect, ApiNode api, Call call, Value owner, Arguments arguments)
    {
        switch (effect.Verb)
        {
            case "pure":
                return RunPure(call, arguments, owner);
            case "fold":
                return Note(ApiFolding.Call(this, effect.Detail, arguments, owner, call) ?? RunPure(call, arguments, owner), call);
            case "decode":
                return Decode(effect.Detail, owner, arguments, call);
            case "do":
                return Do(effect.Detail, api, call, owner, arguments);
            case "execute.shell" or "execute.process":
                return RunCommand(effect, call, owner, arguments);
            case "execute.code":
                var code = api.Path is "Function" or "GeneratorFunction" or "AsyncFunction" && arguments.Positional.Length > 0 ? arguments.Positional[^1] : arguments[effect.Argument];
                RunCode(code, _language, call, arguments.Taint());
                return Value.Tainted(arguments.Taint().WithoutMarks());
            case "network.request":
                return Request(effect, call, owner, arguments, null);
            case "network.fetch" or "network.send" or "network.connect" or "network.socket":
                return Request(effect, call, owner, arguments, effect.Verb);
            case "read.file" or "write.file" or "delete" or "wipe" or "read.files" or "read.media" or "write.executable":
                return TouchFile(effect, call, owner, arguments);
            default:
                return PlainFact(effect, call, owner, arguments);
        }
    }

    private Value RunPure(Call call, Arguments arguments, Value owner)
    {
        var taint = owner.Taint;
        foreach (var value in arguments.All)
        {
            var inner = value.DeepTaint();
            taint = taint.Union(IsEnvironment(value) || inner.Has(EnvironmentCopy) ? ReadEnvironment(call, inner) : inner);
        }

        RunCallbacks(call, arguments, taint);
        return Value.Tainted(taint);
    }

    private Value PlainFact(ApiEffect effect, Call call, Value owner, Arguments arguments)
    {
        var taint = owner.Taint.Union(UseArguments(call, arguments));
        var about = effect.Argument == ApiEffect.Self ? owner : arguments[effect.Argument];
        if (effect.Verb == Random)
        {
            _thrown = call.Start;
            return Value.Tainted(taint.WithoutMarks().With(Random));
        }

        if (effect.Verb == Date && _isPython && (_shownClock ??= Python.ShownClock.Of(_tree.Root)).Contains(call))
        {
            return Value.Tainted(taint.WithoutMarks());
        }

        Emit(effect.Verb, call, about.SomeText ?? owner.Subject, taint.WithoutMarks());
        if (effect.Verb is "network.dns" or "network.mail")
        {
            HostFacts(about, call);
        }

        var result = RunCallbacks(call, arguments, taint.WithoutMarks().With(effect.Verb));
        return result.With(taint.WithoutMarks().With(effect.Verb)) with { Subject = about.SomeText ?? owner.Subject };
    }

    // ---- files -----------------------------------------------------------------------------------------------------

    private Value TouchFile(ApiEffect effect, Call call, Value owner, Arguments arguments)
    {
        var path = effect.Argument == ApiEffect.Self
            ? owner.SomeText is null && owner.Subject is not null ? Value.Of(owner.Subject, TaintOfText(owner.Subject)) : owner
            : arguments[effect.Argument];
        var others = Taint.None;
        foreach (var value in arguments.All)
        {
            others = ReferenceEquals(value, path) ? others : others.Union(value.DeepTaint());
        }

        return effect.Verb switch
        {
            "read.file" or "read.media" or "read.files" => ReadFile(effect.Verb, path, call, others, arguments),
            "write.file" => WriteFile(path, others, call, arguments),
            "delete" or "wipe" => Delete(effect.Verb, path, call, arguments),
            _ => Touch(effect.Verb, path, call, arguments),
        };
    }

    private Value ReadFile(string verb, Value path, Call call, Taint others, Arguments arguments)
    {
        var place = path.DeepTaint();
        var taint = UseSecrets(call, place);
        var shown = path.SomeText;
        var isOwn = path.Taint.Has(OwnFile);
        if (isOwn && verb == "read.file")
        {
            Emit("read.own-source", call, shown, Taint.None);
            taint = taint.With("read.own-source");
        }

        if (!taint.HasAny("read.secret.") || shown is null)
        {
            Emit(verb, call, shown, taint.WithoutMarks());
        }

        if (verb != "read.files")
        {
            ReferTo(ReferenceKind.Open, path, call);
        }

        var flows = taint.WithoutMarks().With(verb);
        flows = path.Text is null ? flows.With(SeveralFiles) : flows;
        var result = RunCallbacks(call, arguments, flows);
        return result.With(flows.Union(others.WithoutMarks())) with { Subject = shown, WholeFile = verb == "read.file" ? shown : null };
    }

    private Value WriteFile(Value path, Taint data, Call call, Arguments arguments)
    {
        var shown = path.SomeText;
        var flows = data.WithoutMarks();
        Emit("write.file", call, shown, flows.Union(path.Taint.WithoutMarks()));
        foreach (var mark in path.DeepTaint().Marks)
        {
            if (mark.Fact.StartsWith("persist.", StringComparison.Ordinal))
            {
                Emit(mark.Fact, call, mark.Value, flows);
            }

            _used.Add(mark);
        }

        if (shown is not null)
        {
            NameFacts(shown, call, flows);
        }

        if (IsThisFile(path))
        {
            Emit("self-erase", call, shown, Taint.None);
        }

        // A script that is written out is code all the same.
        foreach (var value in arguments.All)
        {
            if (!ReferenceEquals(value, path))
            {
                FoundCode(value, null, call, isRun: false);
            }
        }

        RunCallbacks(call, arguments, Taint.None);
        return Value.Tainted(flows) with { Subject = shown };
    }

    // In a bundle the name of the file seems to flow everywhere; a path that is known and ends otherwise is another one. What came from many
    // places at once is no single one of them.
    private bool IsThisFile(Value path) => path.Taint.Has(OwnFile)
        && (path.Constants.Length == 0 || (path.Constants.Length < Value.MostCandidates ? Array.Exists(path.Constants, MayNameThisFile) : Array.TrueForAll(path.Constants, MayNameThisFile)));

    private bool MayNameThisFile(object constant) => (constant as string ?? (constant as PartialText)?.Shown) is { } known
        && PathFolding.Name(known) is var name && (name == PathFolding.Name(_source.File) || name.Contains('…', StringComparison.Ordinal));

    private void NameFacts(string path, Call call, Taint flows)
    {
        var name = path[(path.AsSpan().LastIndexOfAny('/', '\\') + 1)..].ToLowerInvariant();
        if (path.StartsWith("/tmp", StringComparison.Ordinal) || path.Contains("/Temp/", StringComparison.OrdinalIgnoreCase))
        {
            Emit("write.temporary", call, path, flows);
        }

        if (name is "package.json" or "setup.py" or "pyproject.toml" or "setup.cfg")
        {
            Emit("write.manifest", call, path, flows);
        }

        if (_words.IsExecutableName(name) || name.EndsWith(".py", StringComparison.Ordinal) || name.EndsWith(".js", StringComparison.Ordinal)
            || name.EndsWith(".mjs", StringComparison.Ordinal) || name.EndsWith(".cjs", StringComparison.Ordinal))
        {
            Emit("write.code", call, path, flows);
        }

        if (IsOtherPackage(path))
        {
            Emit("persist.node-modules", call, path, flows);
        }
    }

    // What tools keep in node_modules/.cache, .vite and the like is theirs: nothing is loaded from there by name. Commands in .bin are.
    private static bool IsOtherPackage(string path)
    {
        var at = path.LastIndexOf("node_modules/", StringComparison.Ordinal);
        return at >= 0 && (!path.AsSpan(at).StartsWith("node_modules/.", StringComparison.Ordinal) || path.AsSpan(at).StartsWith("node_modules/.bin", StringComparison.Ordinal)
            || path.AsSpan(at).StartsWith("node_modules/..", StringComparison.Ordinal) || path.AsSpan(at).IndexOf("/../", StringComparison.Ordinal) >= 0);
    }

    private Value Delete(string verb, Value path, Call call, Arguments arguments)
    {
        var shown = path.SomeText;
        var isRecursive = verb == "wipe" && (_isPython || arguments.Option("recursive") is not { } option || Truth(option) is not false);
        var isWide = shown is not null && shown.TrimEnd('/', '\\', '*') is "~" or "" or "C:" or "." or ".." or "/home" or "/Users" or "/root";
        Emit(isRecursive && isWide ? "wipe" : "delete", call, shown, path.Taint.WithoutMarks());
        if (IsThisFile(path) || shown is "./package.json" or "package.json")
        {
            Emit("self-erase", call, shown, Taint.None);
        }

        RunCallbacks(call, arguments, Taint.None);
        return Value.Unknown;
    }

    private Value Touch(string verb, Value path, Call call, Arguments arguments)
    {
        // Only a mode with an execute bit makes a file run.
        var mode = arguments.Positional.Select(value => value.Number).FirstOrDefault(number => number is not null)
            ?? (arguments.Positional.Select(value => value.Text).FirstOrDefault(text => text is { Length: 3 or 4 } && text.All(char.IsAsciiDigit)) is { } octal
                ? Convert.ToInt32(octal.Replace('8', '7').Replace('9', '7'), 8)
                : 73);
        if (((int)Math.Clamp(mode, 0, 4095) & 73) != 0)
        {
            Emit(verb, call, path.SomeText, path.DeepTaint().WithoutMarks());
        }

        return Value.Unknown;
    }

    /// <summary>A file of the package, when a path could be one.</summary>
    private void ReferTo(ReferenceKind kind, Value path, Node site, string? runAs = null)
    {
        foreach (var constant in path.Constants)
        {
            if (constant is string text && text.Length is > 0 and < 500 && text[0] is not ('/' or '~') && !text.Contains("://", StringComparison.Ordinal))
            {
                _sink.Refer(kind, text, site, _unit, runAs);
            }
        }
    }
}
