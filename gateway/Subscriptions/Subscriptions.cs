using System.Text.Json;
using Microsoft.Extensions.Options;
using Monitor.Gateway.Access;
using Monitor.Gateway.Execution;
using Monitor.Gateway.Membership;
using Monitor.Gateway.Serving;
using Monitor.Gateway.Subgraphs;
using Monitor.GraphQL.AspNetCore;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Subscriptions;

/// <summary>Whether events reach this process at all: through a sidecar, or from other replicas.</summary>
internal sealed record EventSource(bool Hears);

/// <summary>
/// Opens clients' subscriptions. Each event has their selection asked as an ordinary query, with the client's own
/// headers and a token of that moment: what a subscriber learns is what asking again and again would tell.
/// </summary>
internal sealed class Subscriptions(
    CurrentGraph current,
    Operations operations,
    CallerAccess access,
    LiveQueries queries,
    LiveQueryRunner runner,
    EventSource source,
    IOptions<SubscriptionOptions> options)
{
    public SubscriptionPlaces Places { get; } = new(options.Value.MaxPerCaller);

    /// <summary>Checks a subscription, and answers it for the first time.</summary>
    /// <exception cref="RefusedException">It cannot be subscribed to, or not by this caller, or not now.</exception>
    public async Task<GraphQLReply> OpenAsync(
        CheckedOperation operation, GraphQLCall call, ActingCaller caller, CancellationToken cancellationToken)
    {
        if (!call.Allowed.HasFlag(OperationKinds.Subscription))
        {
            throw Unsupported("Subscriptions go over a stream: text/event-stream, or a WebSocket.");
        }
        _ = FieldOf(operation);
        var http = call.Http;
        var headers = RequestHeaders.Of(http.Request, caller, call.Place);
        var place = Places.TryTake(SubscriptionPlaces.CallerOf(http.User, http.Connection.RemoteIpAddress))
            ?? throw new RefusedException("TOO_MANY_SUBSCRIPTIONS", "You have too many subscriptions: end some.");
        SubscriptionMetrics.Opened();
        var session = SessionOf(operations.For(operation, caller), caller, headers, place);
        try
        {
            // Whoever leaves before the stream begins, or is not waited for any more, leaves nothing behind.
            http.Response.RegisterForDispose(session);
            session.DisposeWhen(cancellationToken);
            var first = await session.OpenAsync(cancellationToken);
            return new GraphQLReply.Many(session.AnswersAsync(first, CancellationToken.None));
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private LiveSession SessionOf(
        CheckedOperation operation, ActingCaller caller, RequestHeaders headers, IDisposable place)
    {
        var request = operation.Request;
        var opened = operation;
        var own = headers.WithoutRequest;
        return new LiveSession(new LiveStream(options.Value.MaxWaiting), place, queries, stream =>
        {
            // Checked already, unless another graph has taken the place of the one that it was checked against.
            opened = ReferenceEquals(opened.Served, current.Now)
                ? opened
                : operations.For(operations.Check(current.Now, request, OperationKinds.All), caller);
            return Join(stream, opened, caller, own);
        });
    }

    private LiveQuery Join(LiveStream stream, CheckedOperation operation, ActingCaller caller, RequestHeaders own)
    {
        var (field, root) = FieldOf(operation);
        if (operation.Restriction?.Refused.Contains(root) == true)
        {
            throw new RefusedException([Refusals.Error([root.ResponseName])]);
        }
        var served = operation.Served;
        var query = queries.QueryOf(operation.Document, operation.Definition, field);
        var arguments = EventArguments.Of(
            root, served.Graph.Api.SubscriptionType!.Fields[field.Name], operation.Variables);
        var asked = operation with
        {
            Document = query.Document,
            Definition = query.Definition,
            Restriction = served.Access.Restrict(query.Document, caller.User, access),
        };
        var plan = served.Plans.Get(asked.Document, asked.Definition, asked.Variables, asked.Restriction);
        var headers = plan.Fetches.All(fetch => fetch.MayBeShared) ? RequestHeaders.None : own;
        var key = new LiveQueryKey(
            query,
            JsonSerializer.Serialize(new { operation.Request.Variables, arguments }),
            asked.Restriction?.Outcome ?? "",
            headers.Audience);
        var joined = queries.Join(key, stream, () => new LiveQuery(key, field, arguments, asked, headers, runner))
            ?? throw new RefusedException("OVERLOADED", "Too many subscriptions are open: try again later.");
        if (!ReferenceEquals(served, current.Now))
        {
            stream.Reopen();   // the graph changed since: whoever tells all streams of that may have been here before
        }
        return joined;
    }

    private (EventField Field, Field Root) FieldOf(CheckedOperation operation)
    {
        var root = SubscriptionRoot.Of(operation.Document, operation.Definition)[0];
        var field = operation.Served.Graph.Events.Find(root.FieldName)
            ?? throw Unsupported($"The subscription {root.FieldName} says of no events that it hears.");
        return source.Hears
            ? (field, root)
            : throw Unsupported("This gateway hears no events: it has neither a sidecar nor a Redis.");
    }

    private static RefusedException Unsupported(string message) => new("OPERATION_NOT_SUPPORTED", message);
}
