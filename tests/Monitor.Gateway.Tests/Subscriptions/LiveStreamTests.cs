using System.Text.Json;
using Monitor.Gateway.Execution;
using Monitor.Gateway.Subscriptions;
using Monitor.GraphQL.AspNetCore;

namespace Monitor.Gateway.Tests.Subscriptions;

/// <summary>What waits for a client that reads slowly.</summary>
public sealed class LiveStreamTests
{
    [Fact]
    public async Task Of_one_thing_only_the_last_answer_waits()
    {
        var stream = new LiveStream(mostWaiting: 2);
        stream.Offer(Answer("2018", 1));
        stream.Offer(Answer("2018", 2));
        stream.Offer(Answer("2018", 3));
        Assert.Equal([3], await ReadAsync(stream));
    }

    [Fact]
    public async Task What_the_client_has_is_not_sent_again_whatever_was_in_between()
    {
        var stream = new LiveStream(mostWaiting: 2);
        stream.Offer(Answer("2018", 1));
        Assert.Equal([1], await ReadAsync(stream));
        stream.Offer(Answer("2018", 1));
        Assert.Empty(await ReadAsync(stream));
        stream.Offer(Answer("2018", 2));
        stream.Offer(Answer("2018", 1));
        Assert.Empty(await ReadAsync(stream));
    }

    [Fact]
    public async Task Of_many_things_so_many_wait_and_the_oldest_goes()
    {
        var stream = new LiveStream(mostWaiting: 2);
        stream.Offer(Answer("2016", 1));
        stream.Offer(Answer("2017", 2));
        stream.Offer(Answer("2018", 3));
        stream.Offer(Answer("2017", 4));
        Assert.Equal([3, 4], await ReadAsync(stream));
    }

    [Fact]
    public async Task What_fails_is_told_after_what_waits()
    {
        var stream = new LiveStream(mostWaiting: 2);
        stream.Offer(Answer("2018", 1));
        stream.Fail(new InvalidOperationException("broken"));
        Assert.NotNull(await stream.NextAsync(CancellationToken.None));
        await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await stream.NextAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_client_that_waits_hears_at_once_and_one_that_leaves_waits_no_more()
    {
        var stream = new LiveStream(mostWaiting: 2);
        var next = stream.NextAsync(CancellationToken.None).AsTask();
        Assert.False(next.IsCompleted);
        stream.Offer(Answer("2018", 1));
        Assert.NotNull(await next);
        using var leaving = new CancellationTokenSource();
        var never = stream.NextAsync(leaving.Token).AsTask();
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => never);
    }

    private static LiveAnswer Answer(string about, int value) => LiveAnswer.Of(about, new OperationRun(
        new GraphQLAnswer { IsExecuted = true, WriteData = json => JsonSerializer.Serialize(json, new { value }) },
        null!,
        []));

    /// <summary>All that waits, by the values.</summary>
    private static async Task<List<int>> ReadAsync(LiveStream stream)
    {
        var values = new List<int>();
        while (true)
        {
            var next = stream.NextAsync(CancellationToken.None);
            if (!next.IsCompleted)
            {
                return values;
            }
            var text = new System.Buffers.ArrayBufferWriter<byte>();
            await using (var json = new Utf8JsonWriter(text))
            {
                (await next)!.Answer.WriteData!(json);
            }
            values.Add(JsonDocument.Parse(text.WrittenMemory).RootElement.GetProperty("value").GetInt32());
        }
    }
}
