using System.Net;
using System.Net.Sockets;
using Monitor.Gateway.Benchmarks.Graph;

namespace Monitor.Gateway.Benchmarks.Subgraphs;

/// <summary>
/// The four subgraphs on four ports of this machine, as cheap as they can be: no server framework, only sockets and
/// <see cref="KnownAnswers"/>. They share their core with the load, so that what they need the load cannot have.
/// </summary>
internal sealed class SubgraphServer : IDisposable
{
    private const int Backlog = 1024;

    private readonly List<Socket> listeners = [];
    private readonly CallCount calls = new();
    private readonly CancellationTokenSource stop = new();

    private SubgraphServer(SubgraphServerOptions options) => Options = options;

    /// <summary>Ports in the order of <see cref="ShopSchemas.Names"/>.</summary>
    public IReadOnlyList<int> Ports => [.. listeners.Select(one => ((IPEndPoint)one.LocalEndPoint!).Port)];

    private SubgraphServerOptions Options { get; }

    public static SubgraphServer Start(SubgraphServerOptions options)
    {
        var server = new SubgraphServer(options);
        foreach (var name in ShopSchemas.Names)
        {
            server.Listen(name);
        }

        return server;
    }

    public void Dispose()
    {
        stop.Cancel();
        listeners.ForEach(one => one.Dispose());
        stop.Dispose();
    }

    private void Listen(string name)
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(Backlog);
        listeners.Add(listener);
        var answers = new KnownAnswers(new GraphQLAnswers(ShopSchemas.Subgraph(name)));
        _ = AcceptAsync(listener, name, answers, stop.Token);
    }

    private async Task AcceptAsync(
        Socket listener, string name, KnownAnswers answers, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var socket = await listener.AcceptAsync(cancellationToken);
                socket.NoDelay = true;
                _ = new SubgraphConnection(socket, name, answers, calls, Options).ServeAsync(cancellationToken);
            }
            catch (Exception ended) when (ended is OperationCanceledException or SocketException
                or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
