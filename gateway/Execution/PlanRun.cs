using Monitor.Gateway.Aggregates;
using Monitor.Gateway.Execution.Merging;
using Monitor.Gateway.Execution.Reading;
using Monitor.Gateway.Execution.Shapes;
using Monitor.Gateway.Planning;
using Monitor.Gateway.Subgraphs;
using Monitor.GraphQL;
using Monitor.GraphQL.AspNetCore.Answers;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Execution;

/// <summary>What the fetches of one request share: who asks, and the answer as far as it is merged.</summary>
/// <remarks>The answer is touched under <see cref="Merging"/> alone: merging is short, waiting is long.</remarks>
internal sealed class PlanRun : IDisposable
{
    private readonly List<SharedReply> replies = [];
    private readonly (Fetch Fetch, string Reason)?[] failures;   // of each fetch: the one that it failed by, and why

    public PlanRun(CompiledPlan plan)
    {
        Plan = plan;
        Arena = new AnswerArena(plan.Slots);
        failures = new (Fetch, string)?[plan.Fetches.Length];
        Reports = [.. plan.Fetches.Select(shape => new FetchReport(shape.Fetch))];
        Root = Arena.AllocateObject(plan.Root);
    }

    public CompiledPlan Plan { get; }

    /// <summary>As the client gave them.</summary>
    public required IReadOnlyDictionary<string, object?>? Variables { get; init; }

    public required RequestHeaders Headers { get; init; }

    public required RequestDeadline Deadline { get; init; }

    public required QueriesUnderWay Queries { get; init; }

    public required RequestCache Cache { get; init; }

    public required BackgroundRefills Refills { get; init; }

    public required ILogger Log { get; init; }

    public Lock Merging { get; } = new();

    public AnswerArena Arena { get; }

    /// <summary>The first slot of the answer itself.</summary>
    public int Root { get; }

    public List<GraphQLError> Errors { get; } = [];

    /// <summary>What each fetch took, in the order of the plan.</summary>
    public FetchReport[] Reports { get; }

    public ErrorPlaces PlacesOf(FetchShape fetch) => new(Arena, Root, fetch);

    /// <summary>Calls the subgraph, unless the same query is under way.</summary>
    /// <param name="fetch">What is asked.</param>
    /// <param name="body">The request.</param>
    public async Task<SharedReply> AskAsync(FetchShape fetch, PooledBuffer body)
    {
        var asked = fetch.Fetch;
        if (asked.Operation == OperationType.Mutation)
        {
            var suffix = asked.MutationCall is { } call ? $"-{call}" : "";
            return await Queries.ChangeAsync(asked.Subgraph, body.Written, Headers, suffix, Deadline);
        }
        var reply = await Queries.AskAsync(asked.Subgraph, body.Written, Headers, asked.MayBeShared, Deadline);
        Reports[asked.Id - 1].WasAnothers = reply.IsAnothers;
        return reply;
    }

    /// <summary>Reads what came back.</summary>
    /// <param name="fetch">What was asked.</param>
    /// <param name="reply">What came back; it is given back with the answer.</param>
    /// <param name="asked">The entities asked for; null for a root fetch.</param>
    /// <param name="reason">One of <see cref="FailureReason"/> where there is no answer, which is logged.</param>
    public SubgraphAnswer? Read(FetchShape fetch, SubgraphReply reply, AskedEntities? asked, out string reason)
    {
        reason = reply.Reason ?? FailureReason.Invalid;
        if (reply.Failure is not null)
        {
            return null;
        }
        try
        {
            return AnswerReader.Read(reply.Body, Arena, Plan.Types, fetch, asked);
        }
        catch (MalformedAnswerException malformed)
        {
            Log.SubgraphFailed(fetch.Fetch.Subgraph.Name, reason, $"{malformed.Message} (status {reply.Status})");
            return null;
        }
    }

    /// <summary>Keeps a reply until the answer is written: its bytes are the answer's.</summary>
    public void Keep(SharedReply reply)
    {
        lock (Merging)
        {
            replies.Add(reply);
        }
    }

    /// <summary>Adds fields of the answer itself that were kept, or that no subgraph brings.</summary>
    /// <param name="shape">Which.</param>
    /// <param name="data">An object of JSON.</param>
    /// <exception cref="MalformedAnswerException">It is something else.</exception>
    public void Merge(ReadShape shape, ReadOnlyMemory<byte> data) =>
        SlotMerging.Merge(Arena, shape, Root, AnswerReader.ReadKept(data, Arena, Plan.Types, shape));

    /// <summary>The fetch has failed, with these errors.</summary>
    public void Fail(FetchShape fetch, string reason, IEnumerable<GraphQLError> errors)
    {
        failures[fetch.Fetch.Id - 1] = (fetch.Fetch, reason);
        Reports[fetch.Fetch.Id - 1].Reason = reason;
        Errors.AddRange(errors);
    }

    /// <summary>The fetch by which one of those failed that a fetch waits for, and why; null where none did.</summary>
    public (Fetch Fetch, string Reason)? CauseOf(Fetch fetch) =>
        fetch.DependsOn.Select(id => failures[id - 1]).FirstOrDefault(failed => failed is not null);

    /// <summary>A fetch could not ask for all objects, because of another one.</summary>
    public void Blame(FetchShape fetch, (Fetch Fetch, string Reason) cause, IEnumerable<GraphQLError> errors)
    {
        failures[fetch.Fetch.Id - 1] = cause;
        Errors.AddRange(errors);
    }

    public void Dispose()
    {
        Plan.Slots = Arena.Count;
        Arena.Dispose();
        foreach (var reply in replies)
        {
            reply.Dispose();
        }
    }
}
