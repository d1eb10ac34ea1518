using System.Text;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.DotNet;

namespace PackageWall.Inspection.Languages.CSharp;

/// <summary>
/// Reads C# or VB source as inline tasks and content files carry it, by its tokens: which members of the framework it names, with
/// the strings around them. No types are worked out, so a member counts when its type's name stands before it, or when its name is
/// one that hardly any other type has.
/// </summary>
internal sealed class CSharpReader(ReadAs readAs, ILiteralVocabulary vocabulary) : ILanguageReader
{
    private const int Window = 40;

    // Members that speak for themselves, whatever they are called on.
    private static readonly Dictionary<string, string> Telling = new(StringComparer.Ordinal)
    {
        ["DownloadString"] = "network.fetch", ["DownloadData"] = "network.fetch", ["DownloadFile"] = "network.fetch", ["DownloadStringTaskAsync"] = "network.fetch",
        ["DownloadFileTaskAsync"] = "network.fetch", ["DownloadDataTaskAsync"] = "network.fetch", ["GetStringAsync"] = "network.fetch", ["GetByteArrayAsync"] = "network.fetch", ["GetStreamAsync"] = "network.fetch",
        ["UploadString"] = "network.send", ["UploadData"] = "network.send", ["UploadFile"] = "network.send", ["UploadValues"] = "network.send",
        ["PostAsync"] = "network.send", ["PutAsync"] = "network.send", ["GetRequestStream"] = "network.send", ["FromBase64String"] = "decode", ["CreateDecryptor"] = "decode.keyed",
        ["GetEnvironmentVariables"] = "read.env.bulk", ["GetDelegateForFunctionPointer"] = "execute.memory", ["CompileAssemblyFromSource"] = "execute.assembly",
        ["DynamicInvoke"] = "dynamic.member", ["InvokeMember"] = "dynamic.member", ["ProcessStartInfo"] = "execute.process", ["TcpClient"] = "network.socket", ["UdpClient"] = "network.socket",
        ["SmtpClient"] = "network.mail", ["DllImport"] = "execute.native", ["LibraryImport"] = "execute.native", ["UnsafeLoadFrom"] = "execute.assembly",
        ["LoadFromStream"] = "execute.assembly", ["LoadFrom"] = "execute.assembly", ["CopyFromScreen"] = "read.screen",
    };

    public string Language => Languages.Language.CSharp;

    public FileFacts Read(SourceText source)
    {
        var list = new FactList(source.File);
        if (source.Content.Length > source.Budget.Limits.SourceBytes)
        {
            list.Unread("Larger than the limit for source text.");
            return list.Finish();
        }

        string text = Encoding.UTF8.GetString(source.Content.Span);
        bool isBasic = source.File.EndsWith(".vb", StringComparison.OrdinalIgnoreCase) || text.Contains("End Sub", StringComparison.OrdinalIgnoreCase) || text.Contains("End Function", StringComparison.OrdinalIgnoreCase);
        IReadOnlyList<CSharpToken> tokens = new CSharpLexer(text, isBasic, source.FirstLine).Read();
        var made = new List<string>();
        for (int i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Kind == CSharpTokenKind.Text)
            {
                Literal(list, tokens[i], source, made);
            }
            else if (tokens[i].Kind == CSharpTokenKind.Name && Fact(tokens, i) is { } fact)
            {
                Use(list, tokens, i, fact, source, made);
            }
        }

        return list.Finish();
    }

    private static string? Fact(IReadOnlyList<CSharpToken> tokens, int i)
    {
        string name = tokens[i].Text;
        bool isMember = i >= 2 && tokens[i - 1].Text == "." && tokens[i - 2].Kind == CSharpTokenKind.Name;
        if (isMember && ApiTable.FindSimple(tokens[i - 2].Text, name) is { } fact)
        {
            return fact == "write.registry" ? null : fact;
        }

        if (i >= 1 && tokens[i - 1].Text is "new" or "New" && ApiTable.FindSimple(name, ".ctor") is { } made)
        {
            return made;
        }

        return Telling.GetValueOrDefault(name);
    }

    private static bool IsSink(string fact) => fact.StartsWith("execute.", StringComparison.Ordinal) || fact is "network.send" or "write.file";

    private void Literal(FactList list, CSharpToken token, SourceText source, List<string> made)
    {
        if (token.Text.Length is < 3 or > 4096)
        {
            return;
        }

        if (vocabulary.Place(token.Text) is { } place)
        {
            list.Add(place, token.Line, token.Text, token.Text, source.Unit, depth: source.Depth);
            made.Add(place);
        }

        if (vocabulary.Host(token.Text) is { } host)
        {
            list.Add(host, token.Line, token.Text, token.Text, source.Unit, depth: source.Depth);
        }

        if (token.Text.Contains("://", StringComparison.Ordinal))
        {
            list.Add("network.host", token.Line, token.Text, token.Text, source.Unit, depth: source.Depth);
        }
    }

    private void Use(FactList list, IReadOnlyList<CSharpToken> tokens, int at, string fact, SourceText source, List<string> made)
    {
        List<CSharpToken> nearby = [.. tokens.Skip(at + 1).Take(Window).TakeWhile(token => token.Text is not (";" or "{" or "}"))];
        List<string> strings = [.. nearby.Where(token => token.Kind == CSharpTokenKind.Text).Select(token => token.Text)];
        string? value = strings.Count == 0 ? null : string.Join(' ', strings);
        string name = fact == "read.env" && value is not null && vocabulary.IsSecretVariable(strings[0]) ? "read.env.secret" : fact;
        string evidence = string.Join("", tokens.Skip(Math.Max(0, at - 2)).Take(12).Select(token => token.Kind == CSharpTokenKind.Text ? $"\"{token.Text}\"" : token.Text));
        list.Add(name, tokens[at].Line, evidence, value, source.Unit, IsSink(name) ? [.. made.Distinct(StringComparer.Ordinal)] : [], source.Depth);
        if (name.StartsWith("read.", StringComparison.Ordinal) || name.StartsWith("decode", StringComparison.Ordinal) || name == "network.fetch")
        {
            made.Add(name);
        }

        if (name == "execute.process" && value is not null)
        {
            list.Take(readAs(Languages.Language.Shell, source with { Content = Encoding.UTF8.GetBytes(value), FirstLine = tokens[at].Line }));
        }
    }
}
