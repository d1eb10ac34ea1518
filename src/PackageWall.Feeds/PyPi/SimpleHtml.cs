using System.Net;

namespace PackageWall.Feeds.PyPi;

/// <summary>An anchor of a page: its attributes by lower-case name, decoded; the first of a name counts, as browsers do it.</summary>
/// <param name="Attributes">Attributes.</param>
internal sealed record SimpleAnchor(IReadOnlyDictionary<string, string> Attributes)
{
    public string? this[string name] => Attributes.GetValueOrDefault(name);
}

/// <summary>
/// What matters of a PEP 503 page: its anchors, its base and its meta elements. Tolerant of how people write HTML, strict about
/// the one thing that would hide something: a tag, comment, quote or script that never ends is a failure, not an end. One pass,
/// no recursion.
/// </summary>
internal sealed class SimpleHtml
{
    private const int MaxAnchors = 200_000;
    private const int MaxAttributes = 64;

    // Elements whose content is text whatever it looks like (HTML standard, 13.1.2, raw text and escapable raw text elements).
    private static readonly HashSet<string> RawText = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

    private readonly string _text;
    private int _at;

    private SimpleHtml(string text) => _text = text;

    /// <summary>Anchors that have an <c>href</c>, in order.</summary>
    public List<SimpleAnchor> Anchors { get; } = [];

    /// <summary><c>href</c> of the first <c>base</c> element, or null.</summary>
    public string? Base { get; private set; }

    /// <summary>Contents of named meta elements, the first of a name.</summary>
    public Dictionary<string, string> Meta { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Why the page cannot be read, or null.</summary>
    public string? Failure { get; private set; }

    public static SimpleHtml Read(string text)
    {
        var html = new SimpleHtml(text);
        while (html.Failure is null && html.NextMarkup())
        {
        }

        return html;
    }

    // Steps over one piece of text and one piece of markup; false at the end of the page.
    private bool NextMarkup()
    {
        int open = _text.IndexOf('<', _at);
        if (open < 0 || open + 1 >= _text.Length)
        {
            return false;
        }

        char next = _text[open + 1];
        if (_text.AsSpan(open).StartsWith("<!--"))
        {
            return SkipPast("-->", open + 4, "a comment never ends");
        }

        if (next is '!' or '?')
        {
            return SkipPast(">", open + 2, "a declaration never ends");
        }

        bool closing = next == '/';
        int name = open + (closing ? 2 : 1);
        if (name >= _text.Length || !char.IsAsciiLetter(_text[name]))
        {
            _at = open + 1;
            return true;
        }

        return ReadTag(name, closing);
    }

    private bool SkipPast(string end, int from, string failure)
    {
        int found = _text.IndexOf(end, from, StringComparison.Ordinal);
        if (found < 0)
        {
            return Fail(failure);
        }

        _at = found + end.Length;
        return true;
    }

    private bool ReadTag(int nameStart, bool closing)
    {
        _at = nameStart;
        while (_at < _text.Length && !IsSpace(_text[_at]) && _text[_at] is not ('/' or '>'))
        {
            _at++;
        }

        string name = _text[nameStart.._at].ToLowerInvariant();
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        while (true)
        {
            while (_at < _text.Length && (IsSpace(_text[_at]) || _text[_at] == '/'))
            {
                _at++;
            }

            if (_at >= _text.Length)
            {
                return Fail("a tag never ends");
            }

            if (_text[_at] == '>')
            {
                _at++;
                return closing || Take(name, attributes);
            }

            if (!ReadAttribute(attributes))
            {
                return false;
            }
        }
    }

    private bool ReadAttribute(Dictionary<string, string> attributes)
    {
        int start = _at++;
        while (_at < _text.Length && !IsSpace(_text[_at]) && _text[_at] is not ('/' or '>' or '='))
        {
            _at++;
        }

        string name = _text[start.._at].ToLowerInvariant();
        SkipSpace();
        string value = "";
        if (_at < _text.Length && _text[_at] == '=')
        {
            _at++;
            SkipSpace();
            if (ReadValue() is not { } read)
            {
                return Fail("an attribute's quote never ends");
            }

            value = read;
        }

        if (attributes.Count >= MaxAttributes)
        {
            return Fail("a tag has too many attributes");
        }

        attributes.TryAdd(name, WebUtility.HtmlDecode(value));
        return true;
    }

    private string? ReadValue()
    {
        if (_at >= _text.Length)
        {
            return null;
        }

        int start = _at;
        if (_text[_at] is '"' or '\'')
        {
            int end = _text.IndexOf(_text[_at], _at + 1);
            _at = end + 1;
            return end < 0 ? null : _text[(start + 1)..end];
        }

        while (_at < _text.Length && !IsSpace(_text[_at]) && _text[_at] != '>')
        {
            _at++;
        }

        return _text[start.._at];
    }

    private bool Take(string name, Dictionary<string, string> attributes)
    {
        if (name == "a" && attributes.ContainsKey("href"))
        {
            if (Anchors.Count >= MaxAnchors)
            {
                return Fail("more anchors than any project has files");
            }

            Anchors.Add(new SimpleAnchor(attributes));
        }
        else if (name == "base" && attributes.TryGetValue("href", out string? href))
        {
            Base ??= href;
        }
        else if (name == "meta" && attributes.TryGetValue("name", out string? meta))
        {
            Meta.TryAdd(meta, attributes.GetValueOrDefault("content", ""));
        }

        if (!RawText.Contains(name))
        {
            return true;
        }

        int end = _text.IndexOf("</" + name, _at, StringComparison.OrdinalIgnoreCase);
        _at = Math.Max(end, _at);
        return end >= 0 || Fail($"a {name} element never ends");
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && IsSpace(_text[_at]))
        {
            _at++;
        }
    }

    private bool Fail(string reason)
    {
        Failure = reason;
        return false;
    }

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\r' or '\f';
}
