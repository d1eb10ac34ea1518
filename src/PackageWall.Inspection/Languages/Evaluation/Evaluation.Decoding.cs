using System.Text;
using PackageWall.Inspection.Languages.Syntax;
using PackageWall.Inspection.Layers;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>Calls that decode: opened when what they are given is a constant, followed when it is not.</summary>
internal sealed partial class Evaluation
{
    private Value Decode(string encoding, Value owner, Arguments arguments, Call call)
    {
        var input = arguments.Positional.Length > 0 ? arguments[0] : arguments.Keywords.Values.FirstOrDefault() ?? owner;
        switch (encoding)
        {
            case "buffer":
                if (arguments[1].Text is { } name && !ReferenceEquals(arguments[1], Value.Unknown))
                {
                    encoding = name.ToLowerInvariant() switch { "base64" => "base64", "base64url" => "base64", "hex" => "hex", _ => "" };
                    if (encoding.Length == 0)
                    {
                        return TextFolding.ToBytes(input);
                    }

                    break;
                }

                return input.List is { } list ? ApiFolding.BytesOf(list, input) ?? input : TextFolding.ToBytes(input);
            case "codec":
                encoding = (arguments[1, "encoding"].Text ?? "").ToLowerInvariant().Replace('_', '-') switch
                {
                    "base64" or "base-64" or "base64-codec" => "base64",
                    "hex" or "hex-codec" => "hex",
                    "rot13" or "rot-13" => "rot13",
                    "zlib" or "zip" or "zlib-codec" => "zlib",
                    "uu" => "uu",
                    "bz2" => "bz2",
                    "quopri" or "quoted-printable" => "quoted-printable",
                    "unicode-escape" => "unicode-escape",
                    _ => "text",
                };
                break;
        }

        var taint = owner.Taint.Union(arguments.Taint()).WithoutMarks();
        if (Decoders.IsOpaque(encoding))
        {
            var isKeyed = encoding == "cipher";
            var opaque = isKeyed ? "decode.keyed" : "decode.opaque";
            Emit(opaque, call, encoding, taint);
            RunCallbacks(call, arguments, taint.With(opaque).With("decode"));
            return Value.Tainted(taint.With(opaque).With("decode"));
        }

        if (encoding == "text")
        {
            return input;
        }

        var opened = new List<object>();
        foreach (var constant in input.Constants)
        {
            var bytes = constant switch { string text => Encoding.Latin1.GetBytes(text), byte[] raw => raw, _ => null };
            if (bytes is null)
            {
                continue;
            }

            // A helper that opens one constant is read again with every call of it: that takes no more room than once. Nor does it matter how
            // many texts were put together before: what could not be put together is said to be unknown, what could not be opened is not read.
            var key = (encoding, constant as string ?? Encoding.Latin1.GetString(bytes), constant is string);
            var isNew = !_decoded.TryGetValue(key, out var content);
            if (!isNew || Decoders.TryDecode(encoding, bytes, out content))
            {
                if (isNew && (_decodedBytes += content!.Length) > MostTextProduced)
                {
                    _sink.NotRead("decoding over budget");
                    break;
                }

                _decoded[key] = content!;
                opened.Add(IsText(encoding) ? Encoding.UTF8.GetString(content!) : IsLetters(call) ? Encoding.Latin1.GetString(content!) : content!);
                MarkOpened(constant);
            }
        }

        var flows = taint.With("decode");
        Emit(opened.Count > 0 ? "decode.constant" : "decode", call, encoding, taint);
        if (opened.Count == 0)
        {
            var unopened = RunCallbacks(call, arguments, flows);
            return unopened.With(flows) with { Subject = owner.Subject };
        }

        var result = new Value
        {
            Constants = [.. opened],
            Taint = flows.With("decode.constant"),
            Encoding = input.Encoding is null ? encoding : input.Encoding + "+" + encoding,
        };
        foreach (var constant in opened)
        {
            LookInto(constant, result.Encoding, call);
        }

        RunCallbacksWith(call, arguments, result);
        return Note(result, call);
    }

    private readonly Dictionary<(string Encoding, string Constant, bool IsText), byte[]> _decoded = [];
    private long _decodedBytes;

    private static bool IsText(string encoding) => encoding is "url" or "rot13" or "unicode-escape";

    // atob gives a text of which every letter is a byte.
    private static bool IsLetters(Call call) => call.Callee is Name { Text: "atob" } or Member { Text: "atob" };

    private void RunCallbacksWith(Call call, Arguments arguments, Value value)
    {
        foreach (var callback in arguments.All)
        {
            foreach (var closure in callback.Closures)
            {
                Invoke(closure, Arguments.Of(Value.Unknown, value), call);
            }
        }
    }

    private void MarkOpened(object constant)
    {
        _opened.Add(constant as string ?? Encoding.Latin1.GetString((byte[])constant));
    }

    // What was decoded is read when it looks like code, whether or not something was seen that runs it.
    private void LookInto(object constant, string encoding, Node site)
    {
        var bytes = constant as byte[] ?? Encoding.UTF8.GetBytes((string)constant);
        if (bytes.Length >= 12)
        {
            AddText(new FoundText(bytes, null, encoding, site.Line, _unit, IsRun: false));
        }
    }
}
