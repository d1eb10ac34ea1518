namespace PackageWall.Core.Documents;

/// <summary>Keeps the last bytes that an upstream served for each of its documents, so that the wall still answers when it is away.</summary>
public interface IDocumentStore
{
    /// <summary>What is known of the last document under a key, or null. A file that was cut short or altered counts as none.</summary>
    Task<DocumentHead?> ReadHeadAsync(string feed, string key, CancellationToken cancellation);

    /// <summary>The last document under a key, or null.</summary>
    Task<OpenDocument?> OpenAsync(string feed, string key, CancellationToken cancellation);

    /// <summary>Replaces the document in one step.</summary>
    Task WriteAsync(string feed, string key, DocumentHead head, ReadOnlyMemory<byte> bytes, CancellationToken cancellation);

    /// <summary>Writes down that the document was found unchanged. Nothing happens when it is no longer the one with this revision.</summary>
    Task RenewAsync(string feed, string key, DocumentHead head, CancellationToken cancellation);
}
