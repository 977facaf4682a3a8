using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Monitor.GraphQL.AspNetCore.Answers;

namespace Monitor.GraphQL.AspNetCore.Streaming;

/// <summary>One operation on a socket, from <c>subscribe</c> to <c>complete</c> or <c>error</c>.</summary>
/// <remarks>
/// The next event is asked for when the last is sent: a slow client slows its sources, and nothing gathers here.
/// </remarks>
internal sealed class SocketOperation(
    string id, StreamingParts parts, SocketOperations siblings, SocketWriter writer, CancellationToken closing)
    : IDisposable
{
    private readonly CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(closing);

    public string Id { get; } = id;

    /// <summary>The client listens no more.</summary>
    public async Task EndAsync()
    {
        try
        {
            await ending.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself meanwhile.
        }
    }

    /// <summary>Answers, and ends with the operation's last message.</summary>
    /// <param name="request">What to execute.</param>
    /// <param name="handshake">Who asks.</param>
    /// <param name="stopping">Ends a stream of events, and lets a query or a mutation end by itself.</param>
    public async Task RunAsync(GraphQLRequest request, HttpContext handshake, CancellationToken stopping)
    {
        using var place = parts.Open.TryOpenStream();
        try
        {
            await (place is null
                ? SendErrorsAsync(Refusals.TooManyStreams().ToError())
                : AnswerAsync(request, handshake, stopping));
        }
        finally
        {
            siblings.Remove(this);
            Dispose();
        }
    }

    /// <summary>Says of an operation that is not one of its siblings that it does not run.</summary>
    public Task RefuseAsync(GraphQLError error) => writer.SendAsync("error", json => WriteErrors(json, [error]));

    public void Dispose() => ending.Dispose();

    private async Task AnswerAsync(GraphQLRequest request, HttpContext handshake, CancellationToken stopping)
    {
        try
        {
            await using var own = RequestOfItsOwn.Of(handshake, ending.Token);
            SocketIdempotency.Apply(request, own.Http.Request);
            var call = new GraphQLCall(own.Http, OperationKinds.All) { IsOnSocket = true };
            switch (await parts.Handler.HandleAsync(request, call, ending.Token))
            {
                case GraphQLReply.One { Answer: { IsExecuted: false } refused }:
                    await SendErrorsAsync(refused.Errors);
                    break;
                case GraphQLReply.One one:
                    await SendNextAsync(one.Answer);
                    await SendCompleteAsync();
                    break;
                case GraphQLReply.Many many:
                    await SendAllAsync(many.Answers, stopping);
                    await SendCompleteAsync();
                    break;
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested || stopping.IsCancellationRequested)
        {
            // Nobody listens any more, or whoever does learns it by the socket's close.
        }
        catch (Exception cause)
        {
            await SendErrorsAsync(parts.Failures.ToError(cause, handshake));
        }
    }

    private async Task SendAllAsync(IAsyncEnumerable<GraphQLAnswer> answers, CancellationToken stopping)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ending.Token, stopping);
        await foreach (var answer in answers.WithCancellation(either.Token))
        {
            await SendNextAsync(answer);
            either.Token.ThrowIfCancellationRequested();
        }
    }

    private async Task SendNextAsync(GraphQLAnswer answer)
    {
        var isSent = await writer.SendAsync(
            "next",
            json =>
            {
                json.WriteString("id", Id);
                json.WritePropertyName("payload");
                AnswerBody.Write(json, answer);
            },
            () => siblings.IsHeard(this));
        if (!isSent)
        {
            await ending.CancelAsync();
        }
    }

    private Task<bool> SendErrorsAsync(params IReadOnlyList<GraphQLError> errors) =>
        SendLastAsync("error", json => WriteErrors(json, errors));

    private Task<bool> SendCompleteAsync() => SendLastAsync("complete", json => json.WriteString("id", Id));

    /// <summary>The id is free before the client can know it.</summary>
    private Task<bool> SendLastAsync(string type, Action<Utf8JsonWriter> write) =>
        writer.SendAsync(type, write, () => siblings.Release(this));

    private void WriteErrors(Utf8JsonWriter json, IReadOnlyList<GraphQLError> errors)
    {
        json.WriteString("id", Id);
        json.WritePropertyName("payload");
        AnswerBody.WriteErrors(json, errors);
    }
}
