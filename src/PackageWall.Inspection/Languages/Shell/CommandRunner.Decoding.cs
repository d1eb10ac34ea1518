namespace PackageWall.Inspection.Languages.Shell;

/// <summary>Commands that pack and unpack, encode and decode.</summary>
internal sealed partial class CommandRunner
{
    private Flow Decode(Command command)
    {
        var arguments = command.Arguments.Select(static word => word.Text).ToList();
        var encoding = EncodingOf(command.Program, arguments);
        if (encoding is null)
        {
            if (command.Program == "certutil")
            {
                return Transfer(command);
            }

            ReadPlaces(command, command.Arguments);
            Look(command);
            if (command.Program is "tar" or "gzip" or "base64" or "base32" or "xxd" or "openssl")
            {
                sink.Add("encode", command.LineNumber, command.Start, command.Text, command.Names);
            }

            return WithOutput(command, command.Output("encode"));
        }

        var input = InputOf(command);
        if (encoding is "tr")
        {
            var sets = command.Arguments.Where(static word => !word.Text.StartsWith('-')).ToList();
            var text = input.IsKnown && sets.Count == 2 && sets[0].IsKnown && sets[1].IsKnown ? CommandDecoding.Translate(input.Text, sets[0].Text, sets[1].Text) : null;
            return text is null ? Flow.From(input.Names) : Taken(input, text, "translate");
        }

        sink.Add(encoding == "cipher" ? "decode.keyed" : "decode", command.LineNumber, command.Start, encoding, input.Names);
        var decoded = input.IsKnown ? Open(input, encoding) : null;
        if (decoded is not null)
        {
            sink.Add("decode.constant", command.LineNumber, command.Start, encoding, input.Names);
            return WithOutput(command, decoded);
        }

        return WithOutput(command, Flow.From(input.Names.Append(encoding == "cipher" ? "decode.keyed" : "decode")));
    }

    private static string? EncodingOf(string program, List<string> arguments)
    {
        bool Has(params ReadOnlySpan<string> flags)
        {
            foreach (var flag in flags)
            {
                if (arguments.Contains(flag))
                {
                    return true;
                }
            }

            return false;
        }

        bool HasLetter(char letter) => arguments.Any(word => word.Length > 1 && word[0] == '-' && word[1] != '-' && word.Contains(letter));

        return program switch
        {
            "base64" or "base32" when Has("-d", "-D", "--decode", "--d", "-di") || HasLetter('d') || HasLetter('D') => program,
            "xxd" when HasLetter('r') => "hex",
            "openssl" when Has("base64") || (Has("enc") && Has("-base64", "-a") && !arguments.Any(static word => word.StartsWith("-aes", StringComparison.Ordinal)))
                => HasLetter('d') ? "base64" : null,
            "openssl" when Has("enc") && Has("-d") => "cipher",
            "gunzip" or "zcat" => "gzip",
            "gzip" when HasLetter('d') => "gzip",
            "bunzip2" => "bzip2",
            "xz" when HasLetter('d') => "xz",
            "uudecode" => "uu",
            "unzip" or "bsdtar" => "zip",
            "tar" when arguments.Count > 0 && (arguments[0].TrimStart('-').Contains('x') || Has("--extract")) => "tar",
            "certutil" when Has("-decode", "/decode", "-decodehex", "/decodehex") => "base64",
            "rev" => "reverse",
            "tr" => "tr",
            _ => null,
        };
    }

    private static Flow? Open(Flow input, string encoding)
    {
        switch (encoding)
        {
            case "base64" when CommandDecoding.TryBase64(input.Text, out var bytes) && CommandDecoding.ToText(bytes) is { } text:
                return Taken(input, text, encoding);
            case "hex" when CommandDecoding.TryHex(input.Text, out var bytes) && CommandDecoding.ToText(bytes) is { } text:
                return Taken(input, text, encoding);
            case "reverse":
                var letters = input.Text.TrimEnd('\n').ToCharArray();
                Array.Reverse(letters);
                return Taken(input, new string(letters), encoding);
            default:
                return null;
        }
    }

    private static Flow Taken(Flow input, string text, string encoding) =>
        (Flow.Of(text) with { Encoding = input.Encoding is null ? encoding : input.Encoding + "+" + encoding }).With(input.Names.Append("decode.constant"));

    /// <summary>What a filter reads: the file that it names, or its input.</summary>
    private Flow InputOf(Command command)
    {
        if (command.Program is "tr" or "rev" || command.Input.Text.Length > 0 || command.Input.Names.Count > 0)
        {
            return command.Input;
        }

        var file = command.Arguments.FirstOrDefault(word => !word.Text.StartsWith('-') && !word.Text.StartsWith('/') && word.Text is not ("enc" or "base64" or "x" or "xf" or "xzf" or "xvf"));
        return file is null ? command.Input : Open(file, command.LineNumber, command.Start);
    }

    private Flow WithOutput(Command command, Flow output)
    {
        var arguments = command.Arguments.ToList();
        for (var i = 0; i + 1 < arguments.Count; i++)
        {
            if (arguments[i].Text is "-out" or "-o")
            {
                WriteFile(arguments[i + 1], output, command.LineNumber, command.Start);
            }
        }

        if (command.Program == "certutil" && arguments.Count >= 3)
        {
            WriteFile(arguments[^1], output, command.LineNumber, command.Start);
        }

        return output;
    }
}
