using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using Monitor.Gateway.Supergraph;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Monitor.Gateway.Execution;

/// <summary>
/// Asks a subgraph, within a limit of time and of size, and breaks the circuit of one that keeps failing. Nothing is
/// asked twice: a repeated mutation could act twice, and a query is cheaper repeated by its client.
/// </summary>
internal sealed class SubgraphClient(
    ISubgraphTransport transport, IOptions<GatewayOptions> options, TimeProvider clock, ILogger<SubgraphClient> log)
{
    private static readonly MediaTypeHeaderValue json = new("application/json");
    private readonly ConcurrentDictionary<Subgraph, ResiliencePipeline<SubgraphAnswer>> pipelines = new();

    /// <summary>
    /// Never throws for a subgraph's fault: then <see cref="SubgraphAnswer.Failure"/> says what it was.
    /// </summary>
    /// <exception cref="OperationCanceledException">The client went away.</exception>
    public async Task<SubgraphAnswer> AskAsync(
        Subgraph subgraph,
        ReadOnlyMemory<byte> body,
        RequestHeaders headers,
        string? idempotencySuffix,
        RequestDeadline deadline)
    {
        var pipeline = pipelines.GetOrAdd(subgraph, _ => Pipeline());
        SubgraphAnswer answer;
        try
        {
            answer = await pipeline.ExecuteAsync(
                token => new ValueTask<SubgraphAnswer>(
                    SendAsync(subgraph, body, headers, idempotencySuffix, token)),
                deadline.Token);
        }
        catch (TimeoutRejectedException)
        {
            answer = SubgraphAnswer.Failed($"gave no answer within {options.Value.FetchTimeout.TotalMilliseconds} ms");
        }
        catch (BrokenCircuitException)
        {
            answer = SubgraphAnswer.Failed("failed too often just now: not asked");
        }
        catch (OperationCanceledException) when (!deadline.IsClientGone)
        {
            answer = SubgraphAnswer.Failed("gave no answer within the time of the whole request");
        }
        if (answer.Failure is not null)
        {
            log.SubgraphFailed(subgraph.Name, answer.Failure);
        }
        return answer;
    }

    private async Task<SubgraphAnswer> SendAsync(
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
                return SubgraphAnswer.Failed("refused the gateway (403)");
            }
            var bytes = await ReadAsync(response.Content, cancellationToken);
            if (bytes is null)
            {
                return SubgraphAnswer.TooLarge(options.Value.AnswerBytes);
            }
            var answer = SubgraphAnswer.Read(bytes.Value);
            return answer.Failure is null
                ? answer with
                {
                    Sharing = SharingHeaders.Read(response, answer),
                    Invalidated = SharingHeaders.ReadInvalidated(response),
                }
                : SubgraphAnswer.Failed($"{answer.Failure} (status {(int)response.StatusCode})");
        }
        catch (SubgraphUnreachableException failure)
        {
            return SubgraphAnswer.Failed($"is not reachable: {failure.Message}");
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException)
        {
            return SubgraphAnswer.Failed($"broke off its answer: {failure.Message}");
        }
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

    private ResiliencePipeline<SubgraphAnswer> Pipeline() =>
        new ResiliencePipelineBuilder<SubgraphAnswer> { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<SubgraphAnswer>
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
