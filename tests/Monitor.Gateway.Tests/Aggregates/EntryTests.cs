using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Monitor.Gateway.Aggregates;
using Monitor.Gateway.Subgraphs;
using StackExchange.Redis;

namespace Monitor.Gateway.Tests.Aggregates;

/// <summary>The form of an entry, its sizes, and what a process keeps of them.</summary>
public sealed class EntryTests
{
    private static readonly DateTimeOffset noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 5_000)]
    [InlineData(1024, 5_000)]
    [InlineData(1024, 100)]
    [InlineData(1, 2)]
    public void An_entry_is_read_as_it_was_written(int compressFrom, int letters)
    {
        var entry = EntryOf(new string('é', letters));

        var read = CacheEntry.Read(entry.Write(compressFrom))!;

        Assert.Equal(entry.Json.ToArray(), read.Json.ToArray());
        Assert.Equal(entry with { Json = default, Groups = [] }, read with { Json = default, Groups = [] });
        Assert.Equal(entry.Groups, read.Groups);
    }

    [Fact]
    public void Only_what_is_long_enough_is_packed_and_then_it_is_shorter()
    {
        var entry = EntryOf(string.Concat(Enumerable.Repeat("""{"band":"RED","count":31},""", 200)));

        Assert.InRange(entry.Write(compressFrom: 1024).Length, 1, entry.Json.Length / 5);
        Assert.InRange(entry.Write(compressFrom: 0).Length, entry.Json.Length, entry.Json.Length + 300);
        Assert.InRange(entry.Write(compressFrom: 100_000).Length, entry.Json.Length, entry.Json.Length + 300);
    }

    [Fact]
    public void Bytes_that_are_cut_or_changed_are_no_entry_or_another_one_and_never_an_exception()
    {
        var entry = EntryOf(new string('a', 3000));
        var bytes = entry.Write(compressFrom: 1024);
        var random = new Random(1);
        for (var turn = 0; turn < 5_000; turn++)
        {
            var broken = bytes[..random.Next(bytes.Length)];
            // The last bytes of deflate say only that it ends.
            Assert.True(CacheEntry.Read(broken) is not { } read || read.Json.Span.SequenceEqual(entry.Json.Span));
            broken = [.. bytes];
            broken[random.Next(broken.Length)] ^= (byte)random.Next(1, 256);
            _ = CacheEntry.Read(broken);
        }
    }

    [Fact]
    public void A_process_keeps_what_was_used_last_up_to_so_many_bytes()
    {
        var kept = new LocalEntries(mostBytes: 100_000);
        var entry = EntryOf(new string('a', 9_000));   // some 9.4 kB with all that is around it
        for (var number = 0; number < 10; number++)
        {
            kept.Put($"key-{number}", entry);
        }
        Assert.NotNull(kept.Find("key-0"));
        kept.Put("key-10", entry);

        Assert.NotNull(kept.Find("key-0"));
        Assert.Null(kept.Find("key-1"));
        Assert.NotNull(kept.Find("key-10"));

        kept.Put("too-large", EntryOf(new string('a', 20_000)));
        Assert.Null(kept.Find("too-large"));
    }

    [Fact]
    public void A_process_that_is_to_keep_nothing_keeps_nothing()
    {
        var kept = new LocalEntries(mostBytes: 0);
        kept.Put("key", EntryOf("a"));
        Assert.Null(kept.Find("key"));
    }

    [Fact(Timeout = 30_000)]
    public async Task What_is_larger_than_an_entry_may_be_is_answered_and_not_kept()
    {
        await using var areas = await CachedAreas.StartAsync();
        var gateway = await areas.GatewayAsync(("Aggregates:EntryBytes", "1024"));
        areas.Areas.Query["area"] = new Execution.Record { ["code"] = "A", ["name"] = new string('a', 2000) };

        await CachedAreas.NumberAsync(gateway);
        await CachedAreas.NumberAsync(gateway);

        Assert.Equal(2, areas.Areas.Requests.Count);
        Assert.Equal(1, areas.Asked);
    }

    [Fact(Timeout = 30_000)]
    public async Task One_request_stores_no_more_than_it_may()
    {
        await using var areas = await CachedAreas.StartAsync();
        var gateway = await areas.GatewayAsync(("Aggregates:RequestBytes", "1024"), ("Aggregates:LocalBytes", "0"));
        areas.Areas.Query["area"] = new Execution.Record { ["code"] = "A", ["name"] = new string('a', 700) };
        // 700 letters and some JSON are kept; the figures, 40 bytes, too; a second area is not.
        await gateway.AskAsync("""{ area(code: "A") { name figures(round: 2017) { n } } }""");
        using var redis = await ConnectionMultiplexer.ConnectAsync(areas.Redis.ConnectionString);
        var server = redis.GetServer(areas.Redis.ConnectionString);
        await CachedAreas.Eventually(() => server.Keys(pattern: "monitor:aggregate:*").Count() == 2);

        areas.Areas.Query["area"] = new Execution.Record { ["code"] = "A", ["name"] = new string('a', 1100) };
        await gateway.AskAsync("""{ area(code: "B") { name figures(round: 2014) { n } } }""");
        await Task.Delay(300, TestContext.Current.CancellationToken);

        Assert.Equal(2, server.Keys(pattern: "monitor:aggregate:*").Count());
    }

    [Theory]
    // Fresh for 54 to 60 s; then what the subgraph says, else what the settings say.
    [InlineData(null, null, 30, 600)]
    [InlineData(5, 7, 5, 7)]
    [InlineData(0, 0, 0, 0)]
    public async Task An_entry_has_its_times_from_its_subgraph_or_the_settings(
        int? whileRevalidate, int? ifError, int stale, int error)
    {
        await using var provider = new ServiceCollection()
            .AddLogging()
            .AddSingleton<Microsoft.Extensions.Configuration.IConfiguration>(
                new Microsoft.Extensions.Configuration.ConfigurationManager())
            .AddSingleton(Options.Create(new AggregateOptions()))
            .AddSingleton(TimeProvider.System)
            .AddSingleton<Monitor.Gateway.Redis.RedisCalls>()
            .AddSingleton<AggregateCache>()
            .BuildServiceProvider();
        var times = provider.GetRequiredService<AggregateCache>().TimesOf(
            new Sharing(TimeSpan.FromSeconds(60), [])
            {
                Age = TimeSpan.FromSeconds(20),
                StaleWhileRevalidate = Seconds(whileRevalidate),
                StaleIfError = Seconds(ifError),
            },
            noon);

        Assert.Equal(noon.AddSeconds(-20), times.Born);
        Assert.InRange(times.FreshUntil, noon.AddSeconds(54), noon.AddSeconds(60));
        Assert.Equal(times.FreshUntil.AddSeconds(stale), times.StaleUntil);
        Assert.Equal(times.FreshUntil.AddSeconds(error), times.ErrorUntil);

        static TimeSpan? Seconds(int? number) => number is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static CacheEntry EntryOf(string text) => new(
        "i",
        7,
        ["release-2017", "round-2017"],
        new EntryTimes(noon, noon.AddMinutes(1), noon.AddMinutes(2), noon.AddMinutes(3)),
        Encoding.UTF8.GetBytes(text));
}
