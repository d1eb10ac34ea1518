using System.Reflection;
using System.Reflection.Metadata;

namespace PackageWall.Inspection.Languages.DotNet;

/// <summary>
/// Follows what callers hand over in trust, parameters and fields whose names say that they hold a secret, from the method that loads
/// them into the methods of the assembly that get them. Nothing is evaluated: what was loaded since the last call is taken for what the
/// next call is given.
/// </summary>
internal sealed class SecretFlow(MetadataReader metadata, ILiteralVocabulary vocabulary)
{
    private const int MostHops = 3;
    private const int MostArguments = 63;

    private readonly Dictionary<StringHandle, string?> _names = [];
    private readonly List<(int From, int To, string Secret)> _passes = [];
    private readonly List<(int From, int To)> _forwards = [];
    private readonly string?[] _parameters = new string?[MostArguments + 1];
    private int _node;
    private int _first;
    private bool _hasSecrets;
    private bool _loadedArgument;
    private string? _loaded;

    /// <summary>Starts a method.</summary>
    public void Begin(MethodDefinition method, int node)
    {
        (_node, _loaded, _loadedArgument, _hasSecrets) = (node, null, false, false);
        _first = (method.Attributes & MethodAttributes.Static) != 0 ? 0 : 1;
        foreach (ParameterHandle handle in method.GetParameters())
        {
            Parameter parameter = metadata.GetParameter(handle);
            int index = parameter.SequenceNumber - 1 + _first;
            if (parameter.SequenceNumber > 0 && index <= MostArguments && Named(parameter.Name) is { } secret)
            {
                if (!_hasSecrets)
                {
                    Array.Clear(_parameters);
                    _hasSecrets = true;
                }

                _parameters[index] = secret;
            }
        }
    }

    /// <summary>An argument is loaded; the fact that it is a secret, or null.</summary>
    public string? Argument(int index)
    {
        _loadedArgument |= index >= _first;
        return _hasSecrets && index <= MostArguments && _parameters[index] is { } secret ? _loaded = secret : null;
    }

    /// <summary>A field is loaded or a member called; the fact that it gives a secret, or null.</summary>
    public string? Member(StringHandle name) => Named(name) is { } secret ? _loaded = secret : null;

    /// <summary>A method is called with what was loaded; <paramref name="target"/> is its node, or 0 when it is another assembly's. True when what it gives is no secret any more.</summary>
    public bool Called(int target, bool proves)
    {
        if (target != 0 && !proves)
        {
            if (_loaded is not null)
            {
                _passes.Add((_node, target, _loaded));
            }
            else if (_loadedArgument)
            {
                _forwards.Add((_node, target));
            }
        }

        (_loaded, _loadedArgument) = (null, false);
        return proves;
    }

    /// <summary>The methods that are given secrets by others, with the fact.</summary>
    public Dictionary<int, string> Given()
    {
        Dictionary<int, string> given = [];
        Queue<(int Node, string Secret, int Hops)> waiting = new(_passes.Select(pass => (pass.To, pass.Secret, 0)));
        ILookup<int, int>? forwards = waiting.Count == 0 ? null : _forwards.ToLookup(edge => edge.From, edge => edge.To);
        while (waiting.TryDequeue(out var next))
        {
            if (given.TryAdd(next.Node, next.Secret) && next.Hops < MostHops)
            {
                foreach (int to in forwards![next.Node])
                {
                    waiting.Enqueue((to, next.Secret, next.Hops + 1));
                }
            }
        }

        return given;
    }

    private string? Named(StringHandle handle)
    {
        if (!_names.TryGetValue(handle, out string? secret))
        {
            secret = handle.IsNil ? null : vocabulary.Secret(metadata.GetString(handle));
            _names[handle] = secret;
        }

        return secret;
    }
}
