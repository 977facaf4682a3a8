using Microsoft.Extensions.Options;
using Monitor.Gateway.Shedding;
using Monitor.Testing;

namespace Monitor.Gateway.Tests.Shedding;

/// <summary>Who gets a place, who waits for one, and how many places there are.</summary>
public sealed class AdmissionTests
{
    private readonly ManualClock clock = new();

    [Fact]
    public async Task As_many_enter_as_there_are_places_and_the_next_as_one_leaves()
    {
        using var admission = Of(new() { MostAtOnce = 2, FewestAtOnce = 2 });
        Assert.True(await admission.EnterAsync());
        Assert.True(await admission.EnterAsync());
        var third = admission.EnterAsync();
        Assert.False(third.IsCompleted);
        admission.Leave(clock.GetTimestamp());
        Assert.True(await third);
        Assert.Equal(2, admission.Inside);
    }

    [Fact]
    public async Task Who_has_waited_long_enough_is_turned_away()
    {
        using var admission = Of(
            new() { MostAtOnce = 1, FewestAtOnce = 1, LongestWait = TimeSpan.FromMilliseconds(40) });
        Assert.True(await admission.EnterAsync());
        var early = admission.EnterAsync().AsTask();
        clock.Advance(TimeSpan.FromMilliseconds(30));
        var late = admission.EnterAsync().AsTask();
        clock.Advance(TimeSpan.FromMilliseconds(10));
        Assert.False(await early);
        Assert.False(late.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(30));
        Assert.False(await late);
    }

    [Fact]
    public async Task Those_who_wait_enter_in_the_order_in_which_they_came()
    {
        using var admission = Of(new() { MostAtOnce = 1, FewestAtOnce = 1 });
        Assert.True(await admission.EnterAsync());
        var first = admission.EnterAsync().AsTask();
        var second = admission.EnterAsync().AsTask();
        admission.Leave(clock.GetTimestamp());
        Assert.True(await first);
        Assert.False(second.IsCompleted);
    }

    [Fact]
    public async Task A_queue_that_is_full_turns_away_at_once()
    {
        using var admission = Of(new() { MostAtOnce = 1, FewestAtOnce = 1, MostWaiting = 1 });
        Assert.True(await admission.EnterAsync());
        var waits = admission.EnterAsync();
        Assert.False(await admission.EnterAsync());
        Assert.False(waits.IsCompleted);
    }

    [Fact]
    public async Task Without_a_wait_none_waits()
    {
        using var admission = Of(new() { MostAtOnce = 1, FewestAtOnce = 1, LongestWait = TimeSpan.Zero });
        Assert.True(await admission.EnterAsync());
        Assert.False(await admission.EnterAsync());
    }

    /// <summary>
    /// A server that does one request in 5 ms, asked for ten times as many, for 20 s of the clock. With 256 at once
    /// each answer would take 1.28 s; the limit falls until answers take about half a second.
    /// </summary>
    [Fact]
    public async Task At_ten_times_what_can_be_done_answers_stay_quick_and_none_of_the_capacity_is_lost()
    {
        using var admission = Of(new());
        var asking = new Queue<Task<bool>>();
        var working = new Queue<long>();
        var times = new List<double>();
        for (var millisecond = 0; millisecond < 20_000; millisecond++)
        {
            asking.Enqueue(admission.EnterAsync().AsTask());
            asking.Enqueue(admission.EnterAsync().AsTask());
            while (asking.TryPeek(out var next) && next.IsCompleted)
            {
                if (await asking.Dequeue())
                {
                    working.Enqueue(clock.GetTimestamp());
                }
            }
            if (millisecond % 5 == 4 && working.TryDequeue(out var entered))
            {
                admission.Leave(entered);
                times.Add(clock.GetElapsedTime(entered).TotalMilliseconds);
            }
            clock.Advance(TimeSpan.FromMilliseconds(1));
        }
        Assert.Equal(4_000, times.Count);   // one in 5 ms, to the last
        times.Sort();
        Assert.InRange(times[(int)(times.Count * 0.99)], 100, 1_000);
        Assert.InRange(times[^1], 100, 1_000);   // of those that came before the first slow answer was seen
        Assert.InRange(admission.Limit, 32, 110);
    }

    [Fact]
    public async Task Slow_answers_alone_take_no_places_away()
    {
        using var admission = Of(new());
        for (var turn = 0; turn < 200; turn++)
        {
            Assert.True(await admission.EnterAsync());
            var entered = clock.GetTimestamp();
            clock.Advance(TimeSpan.FromSeconds(2));
            admission.Leave(entered);
        }
        Assert.Equal(128, admission.Limit);
    }

    [Fact]
    public void Places_go_by_a_fifth_while_answers_are_slow_and_come_by_a_quarter_while_they_are_quick()
    {
        var limit = new AdaptiveLimit(new() { MostAtOnce = 120, FewestAtOnce = 40 }, TimeSpan.TicksPerSecond);
        Assert.Equal(60, limit.Now);
        Assert.Equal(48, After(limit, second: 1, answers: 20, took: 0.6, waited: true));
        Assert.Equal(40, After(limit, second: 2, answers: 20, took: 0.6, waited: true));
        Assert.Equal(50, After(limit, second: 4, answers: 20, took: 0.1, waited: true));
        Assert.Equal(62, After(limit, second: 5, answers: 20, took: 0.1, waited: true));
        Assert.Equal(78, After(limit, second: 6, answers: 20, took: 0.1, waited: true));
        Assert.Equal(76, After(limit, second: 7, answers: 20, took: 0.6, waited: false));  // a tenth of 18 less
        for (var second = 8; second < 20; second++)
        {
            After(limit, second, answers: 20, took: 0.1, waited: true);
        }
        Assert.Equal(120, limit.Now);
        Assert.Equal(120, After(limit, second: 20, answers: 19, took: 0.6, waited: true));   // too few to judge by
    }

    private static int After(AdaptiveLimit limit, int second, int answers, double took, bool waited)
    {
        for (var answer = 0; answer < answers; answer++)
        {
            if (waited)
            {
                limit.NoteWait();
            }
            limit.NoteAnswer((long)(took * TimeSpan.TicksPerSecond), second * TimeSpan.TicksPerSecond);
        }
        return limit.Now;
    }

    private Admission Of(SheddingOptions options) => new(Options.Create(options), clock);
}
