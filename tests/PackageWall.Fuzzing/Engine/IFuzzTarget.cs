namespace PackageWall.Fuzzing.Engine;

/// <summary>One reader of the product under the fuzzer.</summary>
internal interface IFuzzTarget
{
    /// <summary>Its name on the command line and of its folder in the corpus.</summary>
    string Name { get; }

    /// <summary>What its inputs are made of, so that mutations fit.</summary>
    InputKind Kind { get; }

    /// <summary>Inputs to begin with, apart from the corpus.</summary>
    IEnumerable<byte[]> Seeds();

    /// <summary>Reads the input and writes down everything that came of it: the same input must give the same words.</summary>
    /// <exception cref="ViolationException">The reader broke a promise that an exception does not show.</exception>
    string Run(ReadOnlyMemory<byte> input);
}
