using System.Net.Sockets;

namespace Monitor.Gateway.Benchmarks.Subgraphs;

/// <summary>One connection of a gateway to a subgraph: reads a request, sends the answer, and so on.</summary>
internal sealed class SubgraphConnection(
    Socket socket, string name, KnownAnswers answers, CallCount calls, SubgraphServerOptions options)
{
    private byte[] buffer = new byte[16 * 1024];
    private int filled;

    public async Task ServeAsync(CancellationToken cancellationToken)
    {
        using (socket)
        {
            try
            {
                while (await FillAsync(cancellationToken))
                {
                    while (Take() is { } request)
                    {
                        await AnswerAsync(request, cancellationToken);
                    }
                }
            }
            catch (Exception gone) when (gone is SocketException or OperationCanceledException)
            {
                // The gateway went away, or all is over.
            }
        }
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (filled == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var read = await socket.ReceiveAsync(buffer.AsMemory(filled), cancellationToken);
        filled += read;
        return read > 0;
    }

    /// <summary>The next request in the buffer, with its answer if that is known; null where none is whole.</summary>
    private Asked? Take()
    {
        if (!HttpInput.TryRead(buffer.AsSpan(0, filled), out var request))
        {
            return null;
        }

        calls.Add(request.Body.IsEmpty ? 0 : 1);
        var isKnown = answers.TryGet(request.Body, out var answer);
        var asked = new Asked(answer, isKnown && options.Heard is null ? null : request.Body.ToArray());
        buffer.AsSpan(request.Length, filled - request.Length).CopyTo(buffer);
        filled -= request.Length;
        return asked;
    }

    private async ValueTask AnswerAsync(Asked asked, CancellationToken cancellationToken)
    {
        var answer = asked.Answer;
        if (asked.Body is { } body)
        {
            options.Heard?.Invoke(name, body);
            answer ??= body.Length == 0 ? calls.Tell() : await answers.MakeAsync(body);
        }

        if (options.Delay > TimeSpan.Zero)
        {
            await Task.Delay(options.Delay, cancellationToken);
        }

        for (var sent = 0; sent < answer!.Length;)
        {
            sent += await socket.SendAsync(answer.AsMemory(sent), cancellationToken);
        }
    }

    /// <param name="Answer">Null where it must be made first.</param>
    /// <param name="Body">Where somebody needs it.</param>
    private readonly record struct Asked(byte[]? Answer, byte[]? Body);
}
