using System.Collections.Concurrent;
using System.Net;
using Monitor.Gateway.Supergraph;
using Monitor.Gateway.Telemetry;
using Monitor.Hosting;
using Polly;
using Polly.Timeout;

namespace Monitor.Gateway.Subgraphs;

/// <summary>
/// Asks subgraphs, each within its limits (<see cref="SubgraphOptions"/>): time, size, calls at once; one that keeps
/// failing is left alone. A mutation is never asked twice: it could act twice.
/// </summary>
internal sealed class SubgraphClient
{
    private readonly ConcurrentDictionary<string, SubgraphLine> lines = new(StringComparer.Ordinal);
    private readonly Func<string, SubgraphLine> makeLine;
    private readonly ISubgraphTransport transport;
    private readonly ILogger<SubgraphClient> log;

    public SubgraphClient(
        ISubgraphTransport transport, SubgraphSettings settings, TimeProvider clock, ILogger<SubgraphClient> log)
    {
        this.transport = transport;
        this.log = log;
        makeLine = name => new SubgraphLine(name, settings.Of(name), clock, log);
        SubgraphMetrics.Watch(() => lines.Values);
    }

    /// <summary>
    /// Never throws for a subgraph's fault: then <see cref="SubgraphReply.Failure"/> says what it was.
    /// </summary>
    /// <param name="subgraph">Whom.</param>
    /// <param name="body">As JSON. A call that is given up may read it a little longer: not of a pool.</param>
    /// <param name="headers">The client's.</param>
    /// <param name="idempotencySuffix">Null: a query. Else a mutation; see <see cref="RequestHeaders.AddTo"/>.</param>
    /// <param name="deadline">Of the client's request.</param>
    /// <exception cref="OperationCanceledException">The client went away.</exception>
    public async Task<SubgraphReply> AskAsync(
        Subgraph subgraph,
        ReadOnlyMemory<byte> body,
        RequestHeaders headers,
        string? idempotencySuffix,
        RequestDeadline deadline)
    {
        var line = lines.GetOrAdd(subgraph.Name, makeLine);
        var call = new Call(this, line, subgraph, body, headers, idempotencySuffix, deadline);
        var context = ResilienceContextPool.Shared.Get(deadline.Token);
        Outcome<SubgraphReply> outcome;
        try
        {
            outcome = await line.Limits(call.IsMutation).ExecuteOutcomeAsync(
                static (context, call) => call.SendAsync(context.CancellationToken), context, call);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
        var reply = outcome.Exception is null ? outcome.Result! : ReplyOf(outcome.Exception, call);
        SubgraphMetrics.Called(line.Name, reply.Reason);
        if (reply.Failure is not null)
        {
            Log(line, reply);
        }
        return reply;
    }

    private static SubgraphReply ReplyOf(Exception exception, Call call) => exception switch
    {
        TimeoutRejectedException => SubgraphReply.Failed(
            FailureReason.TimedOut,
            $"gave no answer within {call.Line.TimeoutOf(call.IsMutation).TotalMilliseconds} ms"),
        OperationCanceledException when !call.Deadline.IsClientGone => SubgraphReply.Failed(
            FailureReason.DeadlinePassed, "gave no answer within the time of the whole request"),
        OperationCanceledException => throw new OperationCanceledException(call.Deadline.Token),
        _ => throw new InvalidOperationException($"A call to {call.Line.Name} failed.", exception),
    };

    /// <summary>An open circuit was logged when it opened; a line for each call would tell no more.</summary>
    private void Log(SubgraphLine line, SubgraphReply reply)
    {
        if (reply.Reason is FailureReason.CircuitOpen or FailureReason.TooManyCalls)
        {
            log.SubgraphNotAsked(line.Name, reply.Reason);
        }
        else
        {
            log.SubgraphFailed(line.Name, reply.Reason!, reply.Failure!);
        }
    }

    /// <summary>One call, which may be sent twice.</summary>
    private sealed class Call(
        SubgraphClient client,
        SubgraphLine line,
        Subgraph subgraph,
        ReadOnlyMemory<byte> body,
        RequestHeaders headers,
        string? idempotencySuffix,
        RequestDeadline deadline)
    {
        public SubgraphLine Line => line;

        public RequestDeadline Deadline => deadline;

        public bool IsMutation => idempotencySuffix is not null;

        public async ValueTask<Outcome<SubgraphReply>> SendAsync(CancellationToken cancellationToken)
        {
            try
            {
                using var request = Request();
                using var response = await client.transport.SendAsync(subgraph, request, cancellationToken);
                return Outcome.FromResult(await ReadAsync(response, cancellationToken));
            }
            catch (SubgraphUnreachableException failure)
            {
                return Outcome.FromResult(SubgraphReply.Failed(
                    FailureReason.Unreachable, $"is not reachable: {failure.Message}", failure.WasUnanswered));
            }
            catch (Exception failure) when (failure is IOException or HttpRequestException)
            {
                return Outcome.FromResult(SubgraphReply.Failed(
                    FailureReason.Invalid, $"broke off its answer: {failure.Message}"));
            }
            catch (OperationCanceledException stopped)
            {
                return Outcome.FromException<SubgraphReply>(stopped);
            }
        }

        private HttpRequestMessage Request()
        {
            var content = new ReadOnlyMemoryContent(body);
            content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
            var request = new HttpRequestMessage(HttpMethod.Post, (Uri?)null) { Content = content };
            if (line.Options.Http2)
            {
                request.Version = HttpVersion.Version20;
                request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
            }
            request.Headers.TryAddWithoutValidation(
                "Accept", "application/graphql-response+json, application/json;q=0.9");
            request.Headers.TryAddWithoutValidation(TimeLeft.Header, line.TimeLeft(IsMutation, deadline));
            headers.AddTo(request.Headers, line.Headers, idempotencySuffix);
            return request;
        }

        private async Task<SubgraphReply> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
        {
            var status = (int)response.StatusCode;
            GatewayTraces.NoteStatus(status);
            if (response.StatusCode == HttpStatusCode.Forbidden)
            {
                return SubgraphReply.Failed(FailureReason.Refused, "refused the gateway (403)");
            }
            var limit = line.Options.AnswerBytes;
            if (await AnswerBody.ReadAsync(response.Content, limit, line.LengthLately, cancellationToken)
                is not var (buffer, length))
            {
                return SubgraphReply.NotAsked(FailureReason.TooLarge, $"answered more than {limit} bytes");
            }
            line.LengthLately = length;
            var reply = SubgraphReply.Answered(
                status,
                buffer,
                length,
                SharingHeaders.Read(response, line.Headers),
                IsMutation ? SharingHeaders.ReadInvalidated(response) : []);
            if (IsObject(reply.Body.Span))
            {
                return reply;
            }
            reply.Dispose();
            return SubgraphReply.Failed(
                FailureReason.Invalid,
                $"answered what is not a GraphQL answer (status {status})",
                // A proxy before it says so, in its own words.
                wasUnanswered: status is 502 or 503 or 504);
        }

        /// <summary>A page of HTML says that the subgraph is unwell, before anybody reads it.</summary>
        private static bool IsObject(ReadOnlySpan<byte> body)
        {
            var start = body.IndexOfAnyExcept(" \t\r\n"u8);
            return start >= 0 && body[start] == (byte)'{';
        }
    }
}
