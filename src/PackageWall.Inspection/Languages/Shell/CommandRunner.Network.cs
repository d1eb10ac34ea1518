namespace PackageWall.Inspection.Languages.Shell;

/// <summary>Commands that talk to the network.</summary>
internal sealed partial class CommandRunner
{
    private static readonly string[] BodyFlags =
    [
        "-d", "--data", "--data-raw", "--data-binary", "--data-urlencode", "--data-ascii", "--json", "-F", "--form", "-T", "--upload-file", "--post-data", "--post-file",
        "--body-data", "--body-file", "-body", "-infile",
    ];

    private Flow Transfer(Command command)
    {
        var arguments = command.Arguments.ToList();
        var (body, target, method) = (false, (Flow?)null, "");
        for (var i = 0; i < arguments.Count; i++)
        {
            var word = arguments[i].Text;
            var next = i + 1 < arguments.Count ? arguments[i + 1] : null;
            var flag = BodyFlags.FirstOrDefault(known => IsFlag(word, known, command.Program));
            if (flag is not null)
            {
                body = true;
                var value = word.Length > flag.Length ? arguments[i] with { Text = word[flag.Length..].TrimStart('=') } : next;
                ReadBody(command, value);
            }
            else if (word is "-o" or "--output" or "-O" or "--output-document" or "-OutFile" or "-outfile" || (IsShortFlag(word, 'o') && command.Program == "curl"))
            {
                target = word == "-O" && command.Program == "curl" ? Flow.Of("") : next ?? target;
            }
            else if (word.StartsWith("-O", StringComparison.Ordinal) && command.Program == "wget" && word.Length > 2)
            {
                target = Flow.Of(word[^1] == '-' ? "-" : word[2..]);
            }
            else if (word.StartsWith("-qO", StringComparison.Ordinal) && command.Program == "wget")
            {
                target = word.Length > 3 ? Flow.Of(word[3..]) : next;
            }
            else if (word is "-X" or "--request" or "-Method" or "-method" || word.StartsWith("-X", StringComparison.Ordinal))
            {
                method = word.Length > 2 && word.StartsWith("-X", StringComparison.Ordinal) ? word[2..] : next?.Text ?? "";
            }
            else if (word is "-k" or "--insecure" or "--no-check-certificate" or "-SkipCertificateCheck")
            {
                sink.Add("network.insecure", command.LineNumber, command.Start, command.Text, []);
            }
        }

        sink.Add("execute.process", command.LineNumber, command.Start, command.Text, command.Names);
        Look(command);
        var url = arguments.FirstOrDefault(static word => word.Text.Contains("://", StringComparison.Ordinal))
            ?? arguments.FirstOrDefault(static word => !word.Text.StartsWith('-') && word.Text.AsSpan().IndexOfAny("./…") > 0);
        LookAtBareHost(command, url);
        body |= method.Equals("POST", StringComparison.OrdinalIgnoreCase) || method.Equals("PUT", StringComparison.OrdinalIgnoreCase);
        var sends = body || command.Names.Any(static name => name.StartsWith("read.", StringComparison.Ordinal) || name is "encode");
        if (sends)
        {
            sink.Add("network.send", command.LineNumber, command.Start, url?.Text ?? command.Text, command.Names);
        }

        sink.Add("network.fetch", command.LineNumber, command.Start, url?.Text ?? command.Text, url?.Names ?? []);
        var fetched = command.Output("network.fetch");
        return Deliver(command, target, url, fetched);
    }

    private void LookAtBareHost(Command command, Flow? url)
    {
        if (url is not null && !url.Text.Contains("://", StringComparison.Ordinal))
        {
            foreach (var fact in words.Hosts(url.Text))
            {
                sink.Add(fact, command.LineNumber, command.Start, url.Text, command.Names);
                command.Does.Add(fact);
            }

            if (words.IsExecutableName(url.Text))
            {
                sink.Add("fetch.executable", command.LineNumber, command.Start, url.Text, []);
            }
        }
    }

    /// <summary>Where what was fetched goes: a file by its name, or the output.</summary>
    private Flow Deliver(Command command, Flow? target, Flow? url, Flow fetched)
    {
        if (target is { Text: "-" })
        {
            return fetched;
        }

        var path = target;
        if ((target is null && command.Program is "wget" or "aria2c") || target is { Text: "" })
        {
            path = Flow.Of(LastSegment(url?.Text ?? ""));
        }
        else if (target is null && command.Program is "certutil" or "bitsadmin" && command.Words.Count > 1)
        {
            path = command.Words[^1];
        }

        if (path is null)
        {
            return fetched;
        }

        WriteFile(path, fetched, command.LineNumber, command.Start);
        return Flow.None;
    }

    private static string LastSegment(string url)
    {
        var end = url.AsSpan().IndexOfAny('?', '#');
        var path = (end < 0 ? url : url[..end]).TrimEnd('/');
        return path[(path.LastIndexOf('/') + 1)..];
    }

    private void ReadBody(Command command, Flow? value)
    {
        if (value is null)
        {
            return;
        }

        // @file, name=@file; @- is the input, whose facts are there already.
        var at = value.Text.IndexOf('@');
        var path = at >= 0 ? value.Text[(at + 1)..] : value.Text;
        if (path.Length > 0 && path != "-")
        {
            ReadPlaces(command, [value with { Text = path }]);
        }
    }

    private static bool IsFlag(string word, string flag, string program)
    {
        if (flag.StartsWith("--", StringComparison.Ordinal))
        {
            return word == flag || word.StartsWith(flag + "=", StringComparison.Ordinal);
        }

        if (flag.Length > 2)
        {
            return word.Equals(flag, StringComparison.OrdinalIgnoreCase) && program.StartsWith("i", StringComparison.Ordinal);
        }

        return program == "curl" && word.StartsWith('-') && !word.StartsWith("--", StringComparison.Ordinal)
            && (word.StartsWith(flag, StringComparison.Ordinal) || IsShortFlag(word, flag[1]));
    }

    /// <summary>Whether a cluster of one-letter flags ends with a letter: <c>-sSfd</c>.</summary>
    private static bool IsShortFlag(string word, char letter) =>
        word.Length is > 1 and < 8 && word[0] == '-' && word[1] != '-' && word[^1] == letter && word.AsSpan(1).IndexOfAny(":=@/.") < 0;

    private Flow Connect(Command command)
    {
        sink.Add("execute.process", command.LineNumber, command.Start, command.Text, command.Names);
        ReadPlaces(command, command.Arguments);
        var target = command.Arguments.FirstOrDefault(static word => !word.Text.StartsWith('-') && word.Text.AsSpan().IndexOfAny('.', ':') > 0)?.Text;
        LookAtBareHost(command, target is null ? null : Flow.Of(target));
        sink.Add("network.socket", command.LineNumber, command.Start, target ?? command.Text, command.Names);
        if (command.Input.Names.Count > 0 || command.Input.Text.Length > 0)
        {
            sink.Add("network.send", command.LineNumber, command.Start, target ?? command.Text, command.Names);
        }

        var arguments = command.Arguments.ToList();
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i].Text is "-e" or "-c" or "--exec" || arguments[i].Text.Contains("EXEC:", StringComparison.OrdinalIgnoreCase))
            {
                sink.Add("execute.code", command.LineNumber, command.Start, command.Text, ["network.socket"]);
            }
        }

        return command.Output("network.fetch");
    }

    private Flow Resolve(Command command)
    {
        var computed = command.Arguments.Where(static word => !word.IsKnown).SelectMany(static word => word.Names).Distinct().ToList();
        var host = command.Arguments.FirstOrDefault(static word => !word.Text.StartsWith('-') && word.Text.Contains('.'));
        if (command.Program == "ping" && computed.Count == 0)
        {
            sink.Add("execute.process", command.LineNumber, command.Start, command.Text, []);
            return Flow.Unknown;
        }

        sink.Add("network.dns", command.LineNumber, command.Start, host?.Text ?? command.Text, computed);
        LookAtBareHost(command, host);
        return command.Output("network.dns");
    }
}
