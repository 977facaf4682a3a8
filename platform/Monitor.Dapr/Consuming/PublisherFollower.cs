using System.Globalization;
using System.Threading.Channels;

using Microsoft.Extensions.Logging;

using Npgsql;

namespace Monitor.Dapr;

/// <summary>Follows one publisher's events, from the last position without a gap.</summary>
internal sealed class PublisherFollower(
    string publisher, Dictionary<string, Subscription> byTopic, EventDispatcher dispatcher, IHandledEvents handled,
    DaprClient dapr, DaprOptions options, TimeProvider time, ILogger log)
{
    /// <summary>
    /// After a failure, twice as long each time: at a start together the publisher may not be there yet.
    /// </summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    /// <summary>Events that asked to come again: the position kept cannot pass the first of them.</summary>
    private readonly SortedDictionary<long, Waiting> waiting = [];
    private readonly Channel<bool> gaps = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Lock guard = new();
    private long highest;      // of what was delivered or asked
    private long asked;        // the publisher has told all up to here
    private long kept;         // what the store holds

    public void Notice(long position)
    {
        lock (guard)
        {
            var isGap = position > highest + 1;
            highest = Math.Max(highest, position);
            if (isGap)
            {
                gaps.Writer.TryWrite(true);
            }
        }
    }

    public async Task FollowAsync(CancellationToken stoppingToken)
    {
        var isStarted = false;
        var pauseAfterFailure = FirstPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = options.CatchUpEvery;
            try
            {
                if (!isStarted)
                {
                    kept = asked = await handled.PositionAsync(publisher, stoppingToken);
                    isStarted = true;
                }
                await AskAsync(stoppingToken);
                pauseAfterFailure = FirstPause;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is DaprException or NpgsqlException)
            {
                // Once is usual where all start together; the publisher is asked again within a second.
                log.CatchUpFailed(
                    pauseAfterFailure == FirstPause ? LogLevel.Information : LogLevel.Warning,
                    publisher, failure.Message);
                pause = pauseAfterFailure < pause ? pauseAfterFailure : pause;
                pauseAfterFailure = pause * 2;
            }
            catch (Exception failure)
            {
                log.CatchUpBroke(failure, publisher);
            }
            await WaitForGapAsync(pause, stoppingToken);
        }
    }

    /// <summary>Ends when a position was skipped, or when it is time to ask anyway; at a stop too.</summary>
    private async Task WaitForGapAsync(TimeSpan atMost, CancellationToken stoppingToken)
    {
        using var timer = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, stoppingToken);
        try
        {
            await gaps.Reader.ReadAsync(either.Token);
            await Task.Delay(options.GapGrace, time, stoppingToken);   // it may just be under way
        }
        catch (OperationCanceledException)
        {
            // The timer, or the stop: the loop looks which.
        }
    }

    /// <summary>One round: what waits and is due, then all that the publisher has beyond what it told before.</summary>
    private async Task AskAsync(CancellationToken cancellationToken)
    {
        var count = await RepeatWaitingAsync(cancellationToken);
        bool isMore;
        do
        {
            var page = await ReadPageAsync(cancellationToken);
            if (page.Through < asked)
            {
                log.PublisherWentBack(publisher, page.Through, asked);
                (asked, kept) = (0, 0);
                waiting.Clear();
                await handled.SavePositionAsync(publisher, 0, cancellationToken);
                isMore = true;
                continue;
            }
            if (asked > 0 && page.Oldest > asked + 1)
            {
                log.EventsForgotten(publisher, page.Oldest, asked);
            }
            (var handledNow, isMore) = await HandlePageAsync(page, cancellationToken);
            count += handledNow;
            await KeepPositionAsync(cancellationToken);
        }
        while (isMore);

        lock (guard)
        {
            highest = Math.Max(highest, asked);
        }
        if (count > 0)
        {
            log.CaughtUp(count, publisher, asked);
        }
    }

    private async Task<EventPage> ReadPageAsync(CancellationToken cancellationToken)
    {
        var topics = Uri.EscapeDataString(string.Join(',', byTopic.Keys.Order(StringComparer.Ordinal)));
        return await dapr.GetAsync<EventPage>(
            publisher,
            string.Create(
                CultureInfo.InvariantCulture, $"/events?after={asked}&limit={options.CatchUpBatch}&topics={topics}"),
            cancellationToken);
    }

    private async Task<(int Handled, bool IsMore)> HandlePageAsync(
        EventPage page, CancellationToken cancellationToken)
    {
        var envelopes = page.Events
            .Select(missed => (missed.Topic, Envelope: EventEnvelope.Read(missed.Event)))
            .Where(missed => missed.Envelope?.Id is not null)
            .ToList();
        var known = await handled.FindAsync(
            publisher, [.. envelopes.Select(each => each.Envelope!.Id!)], cancellationToken);
        // What is very new is most likely under way: the next round asks again from there.
        var settled = envelopes
            .TakeWhile(each => !(each.Envelope!.Time > time.GetUtcNow() - options.GapGrace)).ToList();
        var missed = settled
            .Where(each => !known.ContainsKey(each.Envelope!.Id!))
            .GroupBy(each => each.Topic, each => each.Envelope!)
            .Where(ofTopic => byTopic.ContainsKey(ofTopic.Key))
            .ToList();
        foreach (var ofTopic in missed)
        {
            await DispatchAsync(byTopic[ofTopic.Key], [.. ofTopic], cancellationToken);
        }

        var isAll = settled.Count == envelopes.Count;
        asked = isAll ? page.Through : Math.Max(asked, envelopes[settled.Count].Envelope!.Position - 1);
        return (missed.Sum(ofTopic => ofTopic.Count()), IsMore: isAll && page.Events.Count >= options.CatchUpBatch);
    }

    /// <summary>All at once where the handler can; each by itself where not, or where that failed.</summary>
    private async Task DispatchAsync(
        Subscription subscription, IReadOnlyList<EventEnvelope> envelopes, CancellationToken cancellationToken)
    {
        var together = await dispatcher.DispatchManyAsync(subscription, envelopes, cancellationToken);
        foreach (var (index, envelope) in envelopes.Index())
        {
            var each = new Waiting(subscription, envelope, Attempts: 0, default);
            if (together is null)
            {
                await DispatchAsync(each, cancellationToken);
            }
            else
            {
                Settle(each, together[index]);
            }
        }
    }

    private async Task<int> RepeatWaitingAsync(CancellationToken cancellationToken)
    {
        var due = waiting.Values.Where(each => each.NotBefore <= time.GetUtcNow()).ToList();
        if (due.Count == 0)
        {
            return 0;
        }
        var known = await handled.FindAsync(
            publisher, [.. due.Select(each => each.Envelope.Id!)], cancellationToken);
        foreach (var each in due)
        {
            if (known.ContainsKey(each.Envelope.Id!))
            {
                waiting.Remove(each.Envelope.Position);
            }
            else
            {
                await DispatchAsync(each, cancellationToken);
            }
        }
        await KeepPositionAsync(cancellationToken);
        return due.Count;
    }

    private async Task DispatchAsync(Waiting each, CancellationToken cancellationToken)
    {
        Settle(each, await dispatcher.DispatchAsync(each.Subscription, each.Envelope, cancellationToken));
    }

    /// <summary>Forgets it where it is decided, and else has it come again, ever more slowly.</summary>
    private void Settle(Waiting each, Outcome outcome)
    {
        if (outcome is Outcome.Done or Outcome.Drop)
        {
            waiting.Remove(each.Envelope.Position);
            return;
        }
        var pause = options.CatchUpEvery * Math.Pow(2, Math.Min(each.Attempts, 10));
        waiting[each.Envelope.Position] = each with
        {
            Attempts = each.Attempts + 1,
            NotBefore = time.GetUtcNow() + (pause < LongestPause ? pause : LongestPause),
        };
    }

    private async Task KeepPositionAsync(CancellationToken cancellationToken)
    {
        var contiguous = waiting.Count == 0 ? asked : Math.Min(asked, waiting.Keys.First() - 1);
        if (contiguous != kept)
        {
            await handled.SavePositionAsync(publisher, contiguous, cancellationToken);
            kept = contiguous;
        }
    }

    private sealed record Waiting(
        Subscription Subscription, EventEnvelope Envelope, int Attempts, DateTimeOffset NotBefore);
}
