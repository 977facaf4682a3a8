using System.Diagnostics;
using Monitor.Gateway.Aggregates;
using Monitor.Gateway.Planning;
using Monitor.Gateway.Subgraphs;
using Monitor.GraphQL;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Execution;

/// <summary>
/// Carries out one plan for one request. A fetch starts as soon as those that it waits for have ended; the merged data
/// is written under one lock, as merging is short and waiting is long.
/// </summary>
internal sealed class PlanExecution(
    QueryPlan plan,
    IReadOnlyDictionary<string, object?>? variables,
    RequestHeaders headers,
    RequestDeadline deadline,
    SubgraphClient subgraphs,
    SharedReads sharedReads)
{
    private readonly Task[] running = new Task[plan.Fetches.Count];
    private readonly Fetch?[] failures = new Fetch?[plan.Fetches.Count];   // of each fetch: the one that it failed by
    private readonly FetchReport[] reports = new FetchReport[plan.Fetches.Count];
    private readonly Lock merging = new();

    public ResultObject Data { get; } = new();

    public List<GraphQLError> Errors { get; } = [];

    /// <summary>What each fetch took; complete once the run has ended.</summary>
    public IReadOnlyList<FetchReport> Reports => reports;

    /// <exception cref="OperationCanceledException">The client went away.</exception>
    public Task RunAsync()
    {
        for (var index = 0; index < plan.Fetches.Count; index++)
        {
            running[index] = RunAsync(plan.Fetches[index]);
        }
        return Task.WhenAll(running);
    }

    private async Task RunAsync(Fetch fetch)
    {
        if (fetch.DependsOn.Count > 0)
        {
            await Task.WhenAll(fetch.DependsOn.Select(id => running[id - 1]));
        }
        var started = Stopwatch.GetTimestamp();
        var report = reports[fetch.Id - 1] = new FetchReport(fetch);
        await (fetch.Root is null ? EntitiesAsync(fetch, report) : RootAsync(fetch, report));
        report.Took = Stopwatch.GetElapsedTime(started);
        GatewayMetrics.FetchTook(fetch.Subgraph.Name, report.Took, report.Outcome);
    }

    private async Task RootAsync(Fetch fetch, FetchReport report)
    {
        using var read = await BeginAsync(fetch, () => [SharedKey.OfRoot(fetch, variables)]);
        if (await read.FindAsync(0, deadline.Token) is { } known)
        {
            report.Cached = 1;
            lock (merging)
            {
                Data.Merge((ResultObject)ResultReader.Read(known)!);
            }
            return;
        }
        report.Asked = 1;
        var answer = await AskAsync(fetch, []);
        if (answer.Sharing is { } sharing)
        {
            await read.StoreAsync([(0, answer.DataJson)], sharing);
        }
        if (fetch.Operation == OperationType.Mutation)
        {
            // Before the mutation's own selection goes on, and before its client hears that it is done.
            await sharedReads.DropAsync(answer.Invalidated);
        }
        lock (merging)
        {
            if (answer.Failure is not null)
            {
                Fail(fetch, ErrorPlaces.Unavailable(fetch));
                return;
            }
            Errors.AddRange(ErrorPlaces.OfRoot(fetch, answer));
            if (answer.Data is { } data)
            {
                Data.Merge(data);
            }
        }
    }

    private async Task EntitiesAsync(Fetch fetch, FetchReport report)
    {
        List<(EntityGroup Group, WantedEntity Entity)> wanted;
        lock (merging)
        {
            var batches = fetch.Entities.Select(group => EntityBatch.Of(group, Data)).ToList();
            ExplainNameless(fetch, batches);
            wanted = [.. batches.SelectMany(batch => batch.Entities.Select(entity => (batch.Group, entity)))];
        }
        if (wanted.Count == 0)
        {
            return;
        }

        using var read = await BeginAsync(fetch, () => SharedKey.OfEntities(fetch, wanted, variables));
        var missing = new List<int>();
        var awaited = new List<int>();
        for (var index = 0; index < wanted.Count; index++)
        {
            switch (read.StateOf(index))
            {
                case SharedState.Found:
                    report.Cached++;
                    var known = await read.FindAsync(index, deadline.Token);
                    Complete(wanted[index].Entity, ResultReader.Read(known!.Value));
                    break;
                case SharedState.AskedByAnother:
                    awaited.Add(index);
                    break;
                default:
                    missing.Add(index);
                    break;
            }
        }
        await AskAndCompleteAsync(fetch, report, wanted, missing, read);

        var left = new List<int>();
        foreach (var index in awaited)
        {
            if (await read.FindAsync(index, deadline.Token) is { } shared)
            {
                report.Cached++;
                Complete(wanted[index].Entity, ResultReader.Read(shared));
            }
            else
            {
                left.Add(index);   // the other request failed, or the answer was not to be shared
            }
        }
        await AskAndCompleteAsync(fetch, report, wanted, left, read);
    }

    private async Task AskAndCompleteAsync(
        Fetch fetch,
        FetchReport report,
        List<(EntityGroup Group, WantedEntity Entity)> wanted,
        List<int> asked,
        SharedRead read)
    {
        if (asked.Count == 0)
        {
            return;
        }
        report.Asked += asked.Count;
        var batches = fetch.Entities
            .Select(group => (
                Group: group,
                Indexes: asked.Where(index => ReferenceEquals(wanted[index].Group, group)).ToList()))
            .ToList();
        var named = new List<(EntityGroup Group, IReadOnlyList<WantedEntity> Asked)>();
        foreach (var (group, indexes) in batches)
        {
            named.Add((group, [.. indexes.Select(index => wanted[index].Entity)]));
        }
        var answer = await AskAsync(fetch, named);
        if (answer.Failure is null && answer.Data is { } data
            && batches.Any(b => (data.Get(b.Group.ResponseKey) as ResultList)?.Count is { } n && n != b.Indexes.Count))
        {
            answer = SubgraphAnswer.Failed("answered another number of entities than was asked");
        }
        if (answer.Sharing is { } sharing)
        {
            await read.StoreAsync([.. batches.SelectMany(b => Slices(answer, b.Group, b.Indexes))], sharing);
        }
        lock (merging)
        {
            if (answer.Failure is not null)
            {
                Fail(fetch, ErrorPlaces.Unavailable(fetch, named));
                return;
            }
            Errors.AddRange(ErrorPlaces.OfEntities(named, answer));
            foreach (var (group, indexes) in batches)
            {
                var entities = answer.Data?.Get(group.ResponseKey) as ResultList;
                for (var index = 0; index < (entities?.Count ?? 0); index++)
                {
                    CompleteLocked(wanted[indexes[index]].Entity, entities![index]);
                }
            }
        }
    }

    private static IEnumerable<(int Index, ReadOnlyMemory<byte> Json)> Slices(
        SubgraphAnswer answer, EntityGroup group, List<int> indexes) =>
        answer.EntitiesJson.TryGetValue(group.ResponseKey, out var slices)
            ? indexes.Zip(slices)
            : [];

    private void Complete(WantedEntity entity, object? value)
    {
        lock (merging)
        {
            CompleteLocked(entity, value);
        }
    }

    private static void CompleteLocked(WantedEntity entity, object? value)
    {
        if (value is not ResultObject found)
        {
            return;
        }
        // The last place gets the object itself: a copy made after it would hold what was merged there.
        for (var index = 0; index < entity.Places.Count; index++)
        {
            var isLast = index == entity.Places.Count - 1;
            entity.Places[index].Object.Merge(isLast ? found : found.Copy());
        }
    }

    /// <summary>
    /// An object without its key: because a fetch failed, or because the subgraph says that there is none.
    /// </summary>
    private void ExplainNameless(Fetch fetch, List<EntityBatch> batches)
    {
        var cause = fetch.DependsOn.Select(id => failures[id - 1]).FirstOrDefault(failed => failed is not null);
        var nameless = batches.SelectMany(batch => batch.Nameless).ToList();
        if (cause is null || nameless.Count == 0)
        {
            return;
        }
        failures[fetch.Id - 1] = cause;
        foreach (var (target, place) in nameless)
        {
            Errors.AddRange(ErrorPlaces.Unavailable(cause, target, place));
        }
    }

    private void Fail(Fetch fetch, IEnumerable<GraphQLError> errors)
    {
        failures[fetch.Id - 1] = fetch;
        reports[fetch.Id - 1].HasFailed = true;
        Errors.AddRange(errors);
    }

    private Task<SharedRead> BeginAsync(Fetch fetch, Func<IReadOnlyList<string>> keys) =>
        fetch.MayBeShared && sharedReads.IsOn
            ? sharedReads.BeginAsync(keys())
            : Task.FromResult(SharedRead.None);

    private async Task<SubgraphAnswer> AskAsync(
        Fetch fetch, IReadOnlyList<(EntityGroup, IReadOnlyList<WantedEntity>)> batches)
    {
        var suffix = fetch.Operation != OperationType.Mutation
            ? null
            : fetch.MutationCall is { } call ? $"-{call}" : "";
        return SubgraphAnswer.Of(await subgraphs.AskAsync(
            fetch.Subgraph, FetchBody.Write(fetch, variables, batches), headers, suffix, deadline));
    }
}
