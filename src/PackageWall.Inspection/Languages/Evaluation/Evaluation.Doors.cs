using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>What the folding of methods and functions may ask of the evaluation.</summary>
internal sealed partial class Evaluation
{
    internal bool IsPython => _isPython;

    /// <summary>Whether each line runs once, in order: then lists grow as written.</summary>
    internal bool IsStraight => _loops == 0;

    internal bool MayProduce(long length) => Produce(length);

    internal Func<long, bool> Produces => _produces;

    internal List<Value>? ElementsOf(Value value) => Elements(value);

    internal Value AnyOf(Value value, Node site) => AnyElement(value, site);

    internal Value? BulkOf(Value value, Node site) => IsEnvironment(value) ? Value.Tainted(ReadEnvironment(site, value.Taint)) : null;

    internal Value? NamesOf(Value value) => IsEnvironment(value) ? Value.Tainted(value.Taint.Without(EnvironmentCopy).With(EnvironmentNames)) : null;

    internal Value CallBack(Value function, Arguments arguments, Call call) => CallValue(function, arguments, call, Value.Unknown);

    internal Value MapOver(Value function, Value list, Call? call) =>
        Map(function, list, call ?? new Call(0, 0, 0, new Name(0, 0, 0, "map"), [], false));

    /// <summary>Python 2's <c>text.decode("base64")</c>.</summary>
    internal Value DecodeAs(string codec, Value text) =>
        Decode("codec", Value.Unknown, Arguments.Of(text, Value.Of(codec)), new Call(0, 0, 0, new Name(0, 0, 0, "decode"), [], false));
}
