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
/// <remarks>The merged answer is touched under <see cref="Merging"/> alone: merging is short and waiting is long.</remarks>
internal sealed class PlanRun : IDisposable
{
    private readonly Fetch?[] failures;   // of each fetch: the one that it failed by

    public PlanRun(CompiledPlan plan)
    {
        Plan = plan;
        failures = new Fetch?[plan.Fetches.Length];
        Reports = [.. plan.Fetches.Select(shape => new FetchReport(shape.Fetch))];
        Root = Arena.AllocateObject(plan.Root);
    }

    public CompiledPlan Plan { get; }

    /// <summary>As the client gave them.</summary>
    public required IReadOnlyDictionary<string, object?>? Variables { get; init; }

    public required RequestHeaders Headers { get; init; }

    public required RequestDeadline Deadline { get; init; }

    public required SubgraphClient Subgraphs { get; init; }

    public required SharedReads SharedReads { get; init; }

    public required ILogger Log { get; init; }

    public Lock Merging { get; } = new();

    public AnswerArena Arena { get; } = new();

    /// <summary>The first slot of the answer itself.</summary>
    public int Root { get; }

    public List<GraphQLError> Errors { get; } = [];

    /// <summary>What each fetch took, in the order of the plan.</summary>
    public FetchReport[] Reports { get; }

    public ErrorPlaces PlacesOf(FetchShape fetch) => new(Arena, Root, fetch);

    /// <summary>Calls the subgraph.</summary>
    /// <param name="fetch">What is asked.</param>
    /// <param name="body">The request.</param>
    public Task<SubgraphReply> AskAsync(FetchShape fetch, PooledBuffer body)
    {
        var suffix = fetch.Fetch.Operation != OperationType.Mutation
            ? null
            : fetch.Fetch.MutationCall is { } call ? $"-{call}" : "";
        return Subgraphs.AskAsync(fetch.Fetch.Subgraph, body.Written, Headers, suffix, Deadline);
    }

    /// <summary>Reads what came back; null where it is no answer, which is logged.</summary>
    public SubgraphAnswer? Read(FetchShape fetch, SubgraphReply reply, AskedEntities? asked)
    {
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
            Log.SubgraphFailed(fetch.Fetch.Subgraph.Name, $"{malformed.Message} (status {reply.Status})");
            return null;
        }
    }

    /// <summary>Adds fields of the answer itself that were kept, or that no subgraph brings.</summary>
    /// <param name="shape">Which.</param>
    /// <param name="data">An object of JSON.</param>
    /// <exception cref="MalformedAnswerException">It is something else.</exception>
    public void Merge(ReadShape shape, ReadOnlyMemory<byte> data) =>
        SlotMerging.Merge(Arena, shape, Root, AnswerReader.ReadKept(data, Arena, Plan.Types, shape));

    /// <summary>The fetch has failed, with these errors.</summary>
    public void Fail(FetchShape fetch, IEnumerable<GraphQLError> errors)
    {
        failures[fetch.Fetch.Id - 1] = fetch.Fetch;
        Reports[fetch.Fetch.Id - 1].HasFailed = true;
        Errors.AddRange(errors);
    }

    /// <summary>The fetch by which one of those failed that a fetch waits for; null where none did.</summary>
    public Fetch? CauseOf(Fetch fetch) =>
        fetch.DependsOn.Select(id => failures[id - 1]).FirstOrDefault(failed => failed is not null);

    /// <summary>A fetch could not ask for all objects, because of another one.</summary>
    public void Blame(FetchShape fetch, Fetch cause, IEnumerable<GraphQLError> errors)
    {
        failures[fetch.Fetch.Id - 1] = cause;
        Errors.AddRange(errors);
    }

    public void Dispose() => Arena.Dispose();
}
