namespace PackageWall.Workers.Wire;

/// <summary>A worker's first message: it is warm and shut in.</summary>
/// <param name="Signatures">Revision of the rules that it uses.</param>
/// <param name="Missing">What of the sandbox could not be set up, one sentence each.</param>
internal sealed record WorkerReady(string Signatures, IReadOnlyList<string> Missing);
