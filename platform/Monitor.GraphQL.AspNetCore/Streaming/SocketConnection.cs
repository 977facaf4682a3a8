using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Monitor.GraphQL.Execution;

namespace Monitor.GraphQL.AspNetCore.Streaming;

/// <summary>One socket, from the handshake until both sides have closed it. graphql-transport-ws</summary>
/// <remarks>
/// Messages are read one after another; operations run beside. A receive that is cancelled tears a socket down, so
/// that whoever closes it says so and lets the reader go on until the client has closed its side too.
/// </remarks>
internal sealed class SocketConnection : IAsyncDisposable
{
    private readonly StreamingParts parts;
    private readonly HttpContext handshake;
    private readonly IConnectionAuthentication? authentication;
    private readonly SocketReader reader;
    private readonly SocketWriter writer;
    private readonly SocketOperations operations;
    private readonly CancellationTokenSource closing = new();
    private readonly CancellationTokenSource abort = new();
    private readonly Lock padlock = new();

    private Task closed = Task.CompletedTask;
    private bool isClosing;
    private RequestOfItsOwn? caller;
    private CancellationTokenSource? expiry;
    private volatile bool isAcknowledged;
    private volatile bool isHeard;

    public SocketConnection(
        WebSocket socket, HttpContext handshake, StreamingParts parts, IConnectionAuthentication? authentication)
    {
        this.parts = parts;
        this.handshake = handshake;
        this.authentication = authentication;
        reader = new SocketReader(socket, parts.Options.MaxMessageBytes);
        writer = new SocketWriter(socket, abort.Token);
        operations = new SocketOperations(parts.Options.MaxOperationsPerSocket, parts.Clock);
    }

    /// <summary>Reads and answers until the socket is closed, whoever closes it, and all on it has ended.</summary>
    public async Task RunAsync()
    {
        await using var init = parts.Clock.CreateTimer(
            _ => CloseUninitialised(), null, parts.Options.InitTimeout, Timeout.InfiniteTimeSpan);
        await using var stop = parts.Stopping.UnsafeRegister(_ => Begin(StopAsync), null);
        var watch = WatchAsync();
        try
        {
            await ReadAllAsync();
        }
        finally
        {
            await EndAsync(SocketClose.Normal);
            await operations.WhenEmptyAsync();
            await watch;
        }
    }

    /// <summary>Closes the socket at once, with this reason unless another came first.</summary>
    public Task EndAsync(SocketClose close)
    {
        lock (padlock)
        {
            if (!isClosing)
            {
                isClosing = true;
                closed = CloseAsync(close);
            }

            return closed;
        }
    }

    public async ValueTask DisposeAsync()
    {
        writer.Dispose();
        expiry?.Dispose();
        closing.Dispose();
        abort.Dispose();
        if (caller is not null)
        {
            await caller.DisposeAsync();
        }
    }

    private async Task CloseAsync(SocketClose close)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        abort.CancelAfter(parts.Options.CloseTimeout);
        try
        {
            await closing.CancelAsync();
        }
        catch (AggregateException cause)
        {
            // What a source does when it is ended is its own; the others end, and the client is told.
            _ = parts.Failures.ToError(cause, handshake);
        }

        await writer.CloseAsync(close);
    }

    private async Task ReadAllAsync()
    {
        try
        {
            if (await FaultOfMessagesAsync() is { } fault)
            {
                await EndAsync(fault);
                await reader.DrainAsync(abort.Token);
            }
        }
        catch (Exception gone) when (SocketWriter.IsGone(gone))
        {
            // The client left without a word, or we tore the socket down.
        }
    }

    /// <summary>Handles messages until the client closes its side; then null, or before that what is wrong.</summary>
    private async Task<SocketClose?> FaultOfMessagesAsync()
    {
        try
        {
            while (await reader.ReadAsync(abort.Token) is { } message)
            {
                using (message)
                {
                    isHeard = true;
                    if (!closing.IsCancellationRequested)
                    {
                        await HandleAsync(SocketMessage.Parse(message.Written));
                    }
                }
            }

            return null;
        }
        catch (SocketClosedException refused)
        {
            return refused.Close;
        }
        catch (Exception cause) when (!SocketWriter.IsGone(cause))
        {
            _ = parts.Failures.ToError(cause, handshake);
            return SocketClose.Failed;
        }
    }

    private Task HandleAsync(SocketMessage message) => message switch
    {
        SocketMessage.Init init => InitialiseAsync(init.Payload),
        SocketMessage.Ping ping => writer.SendAsync("pong", ping.Payload is null ? null : json =>
        {
            json.WritePropertyName("payload");
            ResultValue.Write(json, ping.Payload);
        }),
        SocketMessage.Subscribe subscribe => SubscribeAsync(subscribe.Id, subscribe.Request),
        SocketMessage.Complete complete => operations.Take(complete.Id)?.EndAsync() ?? Task.CompletedTask,
        _ => Task.CompletedTask,
    };

    private async Task InitialiseAsync(IReadOnlyDictionary<string, object?>? payload)
    {
        if (caller is not null)
        {
            throw new SocketClosedException(SocketClose.TooManyInits);
        }

        caller = RequestOfItsOwn.Of(handshake, closing.Token);
        if (authentication is not null)
        {
            caller.Http.User = await authentication.AuthenticateAsync(caller.Http, payload, closing.Token)
                ?? throw new SocketClosedException(SocketClose.Forbidden);
        }

        expiry = TokenExpiry.Of(caller.Http.User, parts.Clock);
        expiry.Token.UnsafeRegister(_ => Begin(() => EndAsync(SocketClose.TokenExpired)), null);
        isAcknowledged = true;
        await writer.SendAsync("connection_ack");
    }

    private async Task SubscribeAsync(string id, GraphQLRequest request)
    {
        if (!isAcknowledged)
        {
            throw new SocketClosedException(SocketClose.Unauthorized);
        }

        if (parts.Stopping.IsCancellationRequested)
        {
            // The close that comes says: connect again.
            return;
        }

        var operation = new SocketOperation(id, parts, operations, writer, closing.Token);
        if (operations.TryAdd(operation))
        {
            Begin(() => operation.RunAsync(request, caller!.Http, parts.Stopping));
        }
        else
        {
            using (operation)
            {
                await operation.RefuseAsync(Refusals.TooManyOperations().ToError());
            }
        }
    }

    private void CloseUninitialised()
    {
        if (caller is null)
        {
            Begin(() => EndAsync(SocketClose.InitTimeout));
        }
    }

    /// <summary>Asks whether the client still lives, and whether it still wants something.</summary>
    private async Task WatchAsync()
    {
        using var ticks = new PeriodicTimer(parts.Options.KeepAlive, parts.Clock);
        var ping = Task.FromResult(true);
        while (await HasNextAsync(ticks))
        {
            if (!isAcknowledged)
            {
                isHeard = true;
            }
            else if (!isHeard || !ping.IsCompleted)
            {
                await EndAsync(SocketClose.Silent);
            }
            else if (operations.IdleFor >= parts.Options.IdleTimeout)
            {
                await EndAsync(SocketClose.Idle);
            }
            else
            {
                isHeard = false;
                ping = writer.SendAsync("ping");
            }
        }

        await ping;
    }

    private async Task<bool> HasNextAsync(PeriodicTimer ticks)
    {
        try
        {
            return await ticks.WaitForNextTickAsync(closing.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Queries and mutations may end by themselves; streams of events end at once.</summary>
    private async Task StopAsync()
    {
        try
        {
            await operations.WhenEmptyAsync().WaitAsync(parts.Options.CloseTimeout, parts.Clock, closing.Token);
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException)
        {
        }

        await EndAsync(SocketClose.Stopping);
    }

    /// <summary>Lets something run that ends with the socket, without waiting for it here.</summary>
    private static void Begin(Func<Task> work) => _ = Task.Run(work);
}
