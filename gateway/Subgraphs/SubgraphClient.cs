using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using Monitor.Gateway.Supergraph;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Monitor.Gateway.Subgraphs;

/// <summary>
/// Asks a subgraph, within a limit of time and of size, and breaks the circuit of one that keeps failing. Nothing is
/// asked twice: a repeated mutation could act twice, and a query is cheaper repeated by its client.
/// </summary>
internal sealed class SubgraphClient(
    ISubgraphTransport transport, IOptions<GatewayOptions> options, TimeProvider clock, ILogger<SubgraphClient> log)
{
    private static readonly MediaTypeHeaderValue json = new("application/json");
    private readonly ConcurrentDictionary<Subgraph, ResiliencePipeline<SubgraphReply>> pipelines = new();

    /// <summary>
    /// Never throws for a subgraph's fault: then <see cref="SubgraphReply.Failure"/> says what it was.
    /// </summary>
    /// <exception cref="OperationCanceledException">The client went away.</exception>
    public async Task<SubgraphReply> AskAsync(
        Subgraph subgraph,
        ReadOnlyMemory<byte> body,
        RequestHeaders headers,
        string? idempotencySuffix,
        RequestDeadline deadline)
    {
        var pipeline = pipelines.GetOrAdd(subgraph, _ => Pipeline());
        SubgraphReply reply;
        try
        {
            reply = await pipeline.ExecuteAsync(
                token => new ValueTask<SubgraphReply>(
                    SendAsync(subgraph, body, headers, idempotencySuffix, token)),
                deadline.Token);
        }
        catch (TimeoutRejectedException)
        {
            reply = SubgraphReply.Failed($"gave no answer within {options.Value.FetchTimeout.TotalMilliseconds} ms");
        }
        catch (BrokenCircuitException)
        {
            reply = SubgraphReply.Failed("failed too often just now: not asked");
        }
        catch (OperationCanceledException) when (!deadline.IsClientGone)
        {
            reply = SubgraphReply.Failed("gave no answer within the time of the whole request");
        }
        if (reply.Failure is not null)
        {
            log.SubgraphFailed(subgraph.Name, reply.Failure);
        }
        return reply;
    }

    private async Task<SubgraphReply> SendAsync(
        Subgraph subgraph,
        ReadOnlyMemory<byte> body,
        RequestHeaders headers,
        string? idempotencySuffix,
        CancellationToken cancellationToken)
    {
        using var content = new ReadOnlyMemoryContent(body);
        content.Headers.ContentType = json;
        using var request = new HttpRequestMessage(HttpMethod.Post, (Uri?)null) { Content = content };
        headers.AddTo(request.Headers, idempotencySuffix);
        try
        {
            using var response = await transport.SendAsync(subgraph, request, cancellationToken);
            if (response.StatusCode == HttpStatusCode.Forbidden)
            {
                return SubgraphReply.Failed("refused the gateway (403)");
            }
            var bytes = await ReadAsync(response.Content, cancellationToken);
            if (bytes is null)
            {
                return SubgraphReply.TooLarge(options.Value.AnswerBytes);
            }
            var status = (int)response.StatusCode;
            return IsObject(bytes.Value.Span)
                ? new SubgraphReply
                {
                    Body = bytes.Value,
                    Status = status,
                    Sharing = SharingHeaders.Read(response),
                    Invalidated = SharingHeaders.ReadInvalidated(response),
                }
                : SubgraphReply.Failed($"answered what is not a GraphQL answer (status {status})");
        }
        catch (SubgraphUnreachableException failure)
        {
            return SubgraphReply.Failed($"is not reachable: {failure.Message}");
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException)
        {
            return SubgraphReply.Failed($"broke off its answer: {failure.Message}");
        }
    }

    /// <summary>A page of HTML says that the subgraph is unwell, before anybody reads it.</summary>
    private static bool IsObject(ReadOnlySpan<byte> body)
    {
        var start = body.IndexOfAnyExcept(" \t\r\n"u8);
        return start >= 0 && body[start] == (byte)'{';
    }

    /// <summary>Null where the answer is larger than allowed.</summary>
    private async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var limit = options.Value.AnswerBytes;
        if (content.Headers.ContentLength > limit)
        {
            return null;
        }
        var buffer = new byte[Math.Min(limit, content.Headers.ContentLength ?? 16 * 1024) + 1];
        var length = 0;
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
            length += read;
            if (length > limit)
            {
                return null;
            }
            if (read == 0)
            {
                return buffer.AsMemory(0, length);
            }
            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, limit + 1));
            }
        }
    }

    private ResiliencePipeline<SubgraphReply> Pipeline() =>
        new ResiliencePipelineBuilder<SubgraphReply> { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<SubgraphReply>
            {
                FailureRatio = 0.5,
                MinimumThroughput = options.Value.BreakerFailures,
                SamplingDuration = TimeSpan.FromSeconds(10),
                BreakDuration = options.Value.BreakerPause,
                ShouldHandle = call => ValueTask.FromResult(
                    call.Outcome.Exception is TimeoutRejectedException || call.Outcome.Result?.IsUnwell == true),
            })
            .AddTimeout(options.Value.FetchTimeout)
            .Build();
}
