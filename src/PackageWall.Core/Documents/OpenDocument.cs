namespace PackageWall.Core.Documents;

/// <summary>A stored document in borrowed memory. Dispose it soon, and keep nothing that points into its bytes.</summary>
/// <param name="Head">What is known of it.</param>
/// <param name="Bytes">The body.</param>
/// <param name="Owner">Whom the memory is given back to.</param>
public sealed record OpenDocument(DocumentHead Head, ReadOnlyMemory<byte> Bytes, IDisposable? Owner) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Owner?.Dispose();
}
