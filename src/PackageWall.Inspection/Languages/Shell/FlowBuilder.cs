using System.Text;

namespace PackageWall.Inspection.Languages.Shell;

/// <summary>Puts many flows together without copying what is there for each.</summary>
internal sealed class FlowBuilder
{
    private const int MostNames = 32;

    private readonly StringBuilder _text = new();
    private readonly List<string> _names = [];
    private Flow? _only;
    private int _count;
    private bool _isKnown = true;
    private bool _isFull;
    private string? _encoding;

    /// <summary>How much text was put together, also when it became too long to keep.</summary>
    public long Cost { get; private set; }

    public FlowBuilder Append(Flow flow)
    {
        AddNames(flow.Names);
        _encoding ??= flow.Encoding;
        _isKnown &= flow.IsKnown;
        if (flow.Text.Length == 0 && _count > 0)
        {
            return this;
        }

        Cost += flow.Text.Length;
        _only = _count++ == 0 ? flow : null;
        _isFull |= _text.Length + flow.Text.Length > Flow.LongestText;
        if (!_isFull)
        {
            _text.Append(flow.Text);
        }

        return this;
    }

    public FlowBuilder Append(string text) => Append(Flow.Of(text));

    public FlowBuilder AddNames(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (_names.Count < MostNames && !_names.Contains(name))
            {
                _names.Add(name);
            }
        }

        return this;
    }

    public Flow Build()
    {
        if (_isFull)
        {
            return new Flow(Flow.Hole.ToString(), false, _names);
        }

        return new Flow(_only?.Text ?? _text.ToString(), _isKnown, _names) { Encoding = _encoding };
    }
}
