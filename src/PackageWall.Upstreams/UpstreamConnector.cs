namespace PackageWall.Upstreams;

/// <summary>
/// Opens the connections to upstreams instead of the network: for a wall whose upstreams are in its own process. Addresses, hosts and
/// credentials are checked as ever.
/// </summary>
public delegate ValueTask<Stream> UpstreamConnector(SocketsHttpConnectionContext context, CancellationToken cancellation);
