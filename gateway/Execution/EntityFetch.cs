using Monitor.Gateway.Aggregates;
using Monitor.Gateway.Execution.Merging;
using Monitor.Gateway.Execution.Reading;
using Monitor.Gateway.Execution.Shapes;
using Monitor.Gateway.Subgraphs;
using Monitor.GraphQL.AspNetCore.Answers;

namespace Monitor.Gateway.Execution;

/// <summary>Carries out an entity fetch: what is kept comes from the cache, one call asks for the rest.</summary>
internal sealed class EntityFetch(PlanRun run, FetchShape fetch, FetchReport report)
{
    public async Task RunAsync()
    {
        using var wanted = new WantedEntities();
        var body = FetchBody.BeginEntities(fetch);
        lock (run.Merging)
        {
            EntityFinder.Find(run.Arena, run.Root, fetch, wanted, body);
            ExplainNameless(wanted);
        }
        FetchBody.EndEntities(body, fetch, run.Variables);
        if (wanted.Count == 0)
        {
            body.Dispose();
        }
        else if (fetch.Fetch.MayBeShared && run.Cache.IsOn)
        {
            await FindOrAskAsync(wanted, body);
        }
        else
        {
            await AskAsync(new AskedEntities(wanted), body, SharedRead.None);
        }
    }

    private async Task FindOrAskAsync(WantedEntities wanted, PooledBuffer body)
    {
        var keys = SharedKey.OfEntities(fetch, wanted, body.Written, run.Variables);
        using var read = await run.Cache.BeginAsync(keys);
        report.Shared = read.Report;
        Refresh(wanted, body, read);
        var missing = new List<int>();
        var awaited = new List<int>();
        for (var entity = 0; entity < wanted.Count; entity++)
        {
            switch (read.StateOf(entity))
            {
                case SharedState.Found:
                    var kept = await read.FindAsync(entity, run.Deadline.Token);
                    UseOr(missing, wanted, entity, kept);
                    break;
                case SharedState.AskedByAnother:
                    awaited.Add(entity);
                    break;
                default:
                    missing.Add(entity);
                    break;
            }
        }
        await AskForSomeAsync(wanted, missing, body, read);

        var left = new List<int>();
        foreach (var entity in awaited)
        {
            UseOr(left, wanted, entity, await read.FindAsync(entity, run.Deadline.Token));
        }
        await AskForSomeAsync(wanted, left, body, read);
    }

    /// <summary>Uses what is kept; where nothing is, or it cannot be read, the entity is to be asked for.</summary>
    private void UseOr(List<int> asked, WantedEntities wanted, int entity, ReadOnlyMemory<byte>? kept)
    {
        if (kept is not { } json)
        {
            asked.Add(entity);   // the other request failed, or the answer was not to be shared
            return;
        }
        lock (run.Merging)
        {
            try
            {
                AnswerReader.ReadKept(json, run.Arena, run.Plan.Types, fetch, wanted, entity);
                Merge(wanted, entity);
                report.Cached++;
            }
            catch (MalformedAnswerException)
            {
                asked.Add(entity);
            }
        }
    }

    private Task AskForSomeAsync(WantedEntities wanted, List<int> entities, PooledBuffer all, SharedRead read)
    {
        if (entities.Count == 0)
        {
            return Task.CompletedTask;
        }
        var asked = new AskedEntities(wanted, entities);
        return AskAsync(asked, FetchBody.OfSome(fetch, asked, all, run.Variables), read);
    }

    private async Task AskAsync(AskedEntities asked, PooledBuffer body, SharedRead read)
    {
        report.Asked += asked.Count;
        var shared = await run.AskAsync(fetch, body);
        var reply = shared.Reply;
        var answer = Use(reply, asked, read);
        run.Keep(shared);
        if (answer is not null)
        {
            var sharing = answer.IsWhole ? reply.Sharing : null;
            run.Cache.Freshness.Answered(sharing);
            read.Answered(sharing is null ? [] : Slices(asked, reply.Body), sharing);
        }
    }

    /// <summary>Has what is past its age asked anew, for the next ones.</summary>
    private void Refresh(WantedEntities wanted, PooledBuffer all, SharedRead read)
    {
        if (read.TakeStale() is not { } stale)
        {
            return;
        }
        var asked = new AskedEntities(wanted, stale.Asked);
        var lists = new List<(string, IReadOnlyList<int>)>();
        for (var group = 0; group < fetch.Groups.Length; group++)
        {
            lists.Add((
                fetch.Groups[group].Group.ResponseKey,
                [.. Enumerable.Range(0, asked.CountOf(group)).Select(item => asked.EntityOf(group, item))]));
        }
        var body = FetchBody.OfSome(fetch, asked, all, run.Variables);
        run.Refills.Start(stale, new RefillCall(fetch.Fetch.Subgraph, body.Written, run.Headers.ForEveryone, lists));
    }

    private SubgraphAnswer? Use(SubgraphReply reply, AskedEntities asked, SharedRead read)
    {
        lock (run.Merging)
        {
            var answer = run.Read(fetch, reply, asked, out var reason);
            if (answer is null)
            {
                read.Fail();
                UseStale(asked, read, reason);
                return null;
            }
            if (answer.Errors.Count > 0)
            {
                run.Errors.AddRange(run.PlacesOf(fetch).OfEntities(asked, answer));
            }
            foreach (var entity in asked.Entities)
            {
                Merge(asked.Wanted, entity);
            }
            return answer;
        }
    }

    /// <summary>What is past its age serves where its subgraph fails; the rest has failed.</summary>
    private void UseStale(AskedEntities asked, SharedRead read, string reason)
    {
        var left = new List<int>();
        foreach (var entity in asked.Entities)
        {
            UseOr(left, asked.Wanted, entity, read.StaleIfError(entity));
        }
        if (left.Count > 0)
        {
            run.Fail(
                fetch, reason, run.PlacesOf(fetch).Unavailable(reason, new AskedEntities(asked.Wanted, left)));
        }
    }

    private void Merge(WantedEntities wanted, int entity)
    {
        for (var next = wanted[entity].FirstWant; next >= 0; next = wanted.WantAt(next).Next)
        {
            var want = wanted.WantAt(next);
            if (want.Read < 0)
            {
                continue;   // the subgraph knows no such entity
            }
            var shape = fetch.TargetAt(want.Target).Read;
            for (var place = want.FirstObject; place >= 0; place = wanted.ObjectAt(place).Next)
            {
                SlotMerging.Merge(run.Arena, shape, wanted.ObjectAt(place).First, want.Read);
            }
        }
    }

    /// <summary>
    /// An object without its key: because a fetch failed, or because the subgraph says that there is none.
    /// </summary>
    private void ExplainNameless(WantedEntities wanted)
    {
        if (wanted.Nameless is { } nameless && run.CauseOf(fetch.Fetch) is { } cause)
        {
            run.Blame(fetch, cause, run.PlacesOf(fetch).Unavailable(cause, nameless));
        }
    }

    private static List<(int, ReadOnlyMemory<byte>)> Slices(AskedEntities asked, ReadOnlyMemory<byte> answer)
    {
        var slices = new List<(int, ReadOnlyMemory<byte>)>();
        foreach (var entity in asked.Entities)
        {
            var found = asked.Wanted[entity];
            if (found.AnswerLength > 0)
            {
                slices.Add((entity, answer.Slice(found.AnswerStart, found.AnswerLength)));
            }
        }
        return slices;
    }
}
