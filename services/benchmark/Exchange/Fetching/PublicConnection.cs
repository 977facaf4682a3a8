using System.Net;
using System.Net.Sockets;

namespace Monitor.Benchmark.Exchange;

/// <summary>
/// Connects to public addresses alone. The name is looked up here, once, so that what was checked is what is
/// connected to, whatever the name means a moment later.
/// </summary>
internal static class PublicConnection
{
    /// <exception cref="FetchException">The name means no public address.</exception>
    public static async ValueTask<Stream> OpenAsync(
        SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var all = await Dns.GetHostAddressesAsync(host, cancellationToken);
        var addresses = all.Where(PublicAddress.Is).ToArray();
        if (addresses.Length == 0)
        {
            throw new FetchException(FetchException.NotAllowed, $"'{host}' is not an address of the internet.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
