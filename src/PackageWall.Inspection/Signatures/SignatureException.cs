namespace PackageWall.Inspection.Signatures;

/// <summary>Signatures that cannot be used, with everything that is wrong with them and not only the first error.</summary>
public sealed class SignatureException(IReadOnlyList<SignatureError> errors)
    : Exception($"The signatures have {errors.Count} error(s):{Environment.NewLine}{string.Join(Environment.NewLine, errors)}")
{
    /// <summary>All errors, by file and line.</summary>
    public IReadOnlyList<SignatureError> Errors { get; } = errors;
}
