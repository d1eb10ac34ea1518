using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>Requests: where they go, what they carry, and whether they send.</summary>
internal sealed partial class Evaluation
{
    private Value Request(ApiEffect effect, Call call, Value owner, Arguments arguments, string? verb)
    {
        var (url, urlTaint) = UrlOf(effect, owner, arguments);
        var taint = owner.Taint.Union(urlTaint).Union(UseArguments(call, arguments));
        var from = taint.WithoutMarks();
        verb ??= IsSending(arguments, call) ? "network.send" : "network.fetch";
        Emit(verb, call, url, from);

        // What carries data in its address or headers sends it, whatever the method. Where a mirror is, users set in a variable that holds no secret.
        if (verb is "network.fetch" or "network.connect" && (from.Without(CallersCredential).Without("read.env").HasAny("read.") || from.HasAny("encode")))
        {
            Emit("network.send", call, url, from);
        }

        if (from.Has(CallersSecret))
        {
            Emit(CallersSecret, call, null, Taint.None);
        }

        FindDisguise(effect.Argument == ApiEffect.Self ? owner : arguments[effect.Argument], call, url, from);

        if (url is not null)
        {
            HostFacts(Value.Of(url, urlTaint), call);
            if (verb == "network.send" && _words.PublishesWhenSent(url))
            {
                Emit("network.publish", call, url, Taint.None);
            }
        }

        if (arguments.Option("verify") is { } verify && Truth(verify) is false)
        {
            Emit("network.insecure", call, url, Taint.None);
        }

        if (arguments.Option("rejectUnauthorized") is { } checks && Truth(checks) is false)
        {
            Emit("network.insecure", call, url, Taint.None);
        }

        var flows = from.With(verb == "network.send" ? "network.send" : "network.fetch").With("network.fetch");
        foreach (var mark in owner.Taint.Union(urlTaint).Marks)
        {
            flows = flows.With(mark.Fact);
        }

        var result = RunCallbacks(call, arguments, flows);
        return result.With(flows) with { Subject = url ?? owner.Subject };
    }

    private (string? Url, Taint Taint) UrlOf(ApiEffect effect, Value owner, Arguments arguments)
    {
        var about = effect.Argument == ApiEffect.Self ? Value.Of(owner.Subject ?? "", owner.Taint) : arguments[effect.Argument];
        if (about.Constants.Length == 0 && arguments.Option("url") is { } option)
        {
            about = option;
        }

        if (about.Object is { } options)
        {
            var host = (options.Get("hostname") ?? options.Get("host") ?? options.Get("url") ?? options.Get("uri"))?.SomeText;
            var path = (options.Get("path") ?? options.Get("pathname"))?.SomeText;
            var named = options.Get("port")?.Number is { } number and not 443 and not 80 ? ":" + (int)number : "";
            if (host is not null)
            {
                var address = host.Contains("://", StringComparison.Ordinal) ? host : "https://" + host + named;
                var url = address + (path is null || path.StartsWith('/') ? path : "/" + path);
                return (url, TaintOfText(url));
            }
        }

        if (effect.Verb is "network.socket" && about.Number is { } port && arguments[1].SomeText is { Length: > 0 } far)
        {
            // net.connect(443, "host")
            return ($"{far}:{(int)Math.Clamp(port, 0, 65_535)}", TaintOfText(far).Union(arguments[1].Taint));
        }

        if (about.List is { Items: [var first, var second] } && first.SomeText is { } name && second.Number is { } at)
        {
            // A Python socket address: (host, port).
            return ($"{name}:{(int)at}", TaintOfText(name));
        }

        var shown = about.SomeText ?? about.Subject ?? owner.Subject;
        return (shown is { Length: 0 } ? null : shown, about.Taint);
    }

    private bool IsSending(Arguments arguments, Call call)
    {
        foreach (var value in arguments.Positional)
        {
            if (value.Text is { Length: < 8 } text && text.ToUpperInvariant() is "POST" or "PUT" or "PATCH")
            {
                return true;
            }
        }

        if (arguments.Option("method")?.Text is { } method && method.ToUpperInvariant() is "POST" or "PUT" or "PATCH" or "DELETE")
        {
            return true;
        }

        if (call.Callee is Member { Text: "post" or "put" or "patch" })
        {
            return true;
        }

        return arguments.Option("data") is not null || arguments.Option("body") is not null || arguments.Option("json") is not null
            || arguments.Option("files") is not null || arguments.Option("form") is not null || arguments.Option("content") is not null;
    }

    private void HostFacts(Value url, Node site)
    {
        foreach (var constant in url.Constants)
        {
            var text = constant switch { string whole => whole, PartialText partial => partial.Text, _ => null };
            if (text is null)
            {
                continue;
            }

            foreach (var fact in _words.Hosts(text))
            {
                Emit(fact, site, text, Taint.None);
            }

            if (text.Contains("://", StringComparison.Ordinal) && _words.IsExecutableName(text))
            {
                Emit("fetch.executable", site, text, Taint.None);
            }
        }

        foreach (var mark in url.Taint.Marks)
        {
            Emit(mark.Fact, site, mark.Value, Taint.None);
            _used.Add(mark);
        }
    }
}
