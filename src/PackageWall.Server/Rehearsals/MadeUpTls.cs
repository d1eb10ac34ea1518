using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PackageWall.Server.Rehearsals;

/// <summary>
/// A server that speaks TLS, with a certificate that it makes itself: real upstreams do, and that was measured as half of what was still
/// compiled for the first downloads. It lies behind a socket in the stage's folder, and only <see cref="AskAsync"/> believes it.
/// </summary>
internal sealed class MadeUpTls : IAsyncDisposable
{
    private const string Host = "secret.invalid";
    private const int BodyLength = 1 << 16;

    private readonly UnixDomainSocketEndPoint _address;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _ending = new();
    private readonly X509Certificate2 _certificate = Certificate();
    private readonly Task _accepting;

    /// <summary>Opens it.</summary>
    /// <param name="socket">Where.</param>
    public MadeUpTls(string socket)
    {
        _address = new UnixDomainSocketEndPoint(socket);
        _listener.Bind(_address);
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    /// <summary>Opens a connection as the clients of upstreams do, and asks for some files.</summary>
    public async Task AskAsync(int files, CancellationToken cancellation)
    {
        using var client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
            ConnectCallback = ConnectAsync,
            SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null && certificate.GetRawCertData().AsSpan().SequenceEqual(_certificate.RawDataMemory.Span) },
        });
        for (int file = 0; file < files; file++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"https://{Host}/{file}"));
            using HttpResponseMessage response = await client.SendAsync(request, cancellation).ConfigureAwait(false);
            await response.Content.CopyToAsync(Stream.Null, cancellation).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        await _accepting.ConfigureAwait(false);
        _certificate.Dispose();
        _ending.Dispose();
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Host}", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(MadeUpNames.LongAgo, MadeUpNames.Lately.AddYears(1));
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(_address, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task AcceptAsync()
    {
        var context = SslStreamCertificateContext.Create(_certificate, additionalCertificates: null, offline: true);
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptAsync(_ending.Token).ConfigureAwait(false), context));
            }
        }
        catch (Exception failure) when (IsOver(failure))
        {
            await Task.WhenAll(connections).ConfigureAwait(false);
        }
    }

    private async Task ServeAsync(Socket socket, SslStreamCertificateContext context)
    {
        byte[] head = Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nCache-Control: public\r\nContent-Length: {BodyLength}\r\n\r\n"));
        byte[] question = new byte[4096];
        byte[] body = new byte[BodyLength];
        await using var tls = new SslStream(new NetworkStream(socket, ownsSocket: true));
        try
        {
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = context }, _ending.Token).ConfigureAwait(false);

            // One question at a time, and each fits into one record.
            while (await tls.ReadAsync(question, _ending.Token).ConfigureAwait(false) > 0)
            {
                await tls.WriteAsync(head, _ending.Token).ConfigureAwait(false);
                await tls.WriteAsync(body, _ending.Token).ConfigureAwait(false);
            }
        }
        catch (Exception failure) when (IsOver(failure))
        {
            // The client went, or the stage closes.
        }
    }

    private static bool IsOver(Exception failure) =>
        failure is OperationCanceledException or IOException or SocketException or ObjectDisposedException or System.Security.Authentication.AuthenticationException;
}
