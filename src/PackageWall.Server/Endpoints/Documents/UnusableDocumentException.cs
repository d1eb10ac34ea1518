namespace PackageWall.Server.Endpoints.Documents;

/// <summary>An upstream's document cannot be rewritten with certainty. It is never passed on as it is: the request ends as unavailable.</summary>
internal sealed class UnusableDocumentException(string detail) : Exception(detail);
