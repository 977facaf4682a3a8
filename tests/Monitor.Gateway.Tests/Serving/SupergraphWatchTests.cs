using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monitor.Gateway.Serving;
using Monitor.Gateway.Tests.Execution;

namespace Monitor.Gateway.Tests.Serving;

/// <summary>The supergraph's file changes while the gateway runs.</summary>
public sealed class SupergraphWatchTests
{
    [Fact]
    public async Task A_changed_supergraph_is_served_without_a_restart()
    {
        await using var swapping = await Swapping.OpenAsync();
        var before = await swapping.HashAsync();
        Assert.Equal(["GRAPHQL_VALIDATION_FAILED"], (await swapping.Gateway.AskAsync("{ motto }")).Codes());

        await swapping.WriteAsync(swapping.With("motto"));
        await swapping.HashAfterAsync(before);
        (await swapping.Gateway.AskAsync("{ motto }")).Is("""{ "data": { "motto": "Onwards" } }""");
        Assert.Equal(["GRAPHQL_VALIDATION_FAILED"], (await swapping.Gateway.AskAsync("{ first }")).Codes());
        Assert.Contains(
            "motto: String",
            await swapping.Gateway.Http.GetStringAsync(new Uri("/graphql/schema.graphql", UriKind.Relative)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_request_fails_while_the_supergraph_is_replaced_twenty_times()
    {
        await using var swapping = await Swapping.OpenAsync();
        using var over = new CancellationTokenSource();
        var wrong = new ConcurrentBag<string>();
        var asked = 0;
        var clients = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!over.IsCancellationRequested)
            {
                var answer = (await swapping.Gateway.AskAsync("{ me { name } }")).GetRawText();
                Interlocked.Increment(ref asked);
                if (answer != """{"data":{"me":{"name":"Ada"}}}""")
                {
                    wrong.Add(answer);
                }
            }
        })).ToList();
        var hash = await swapping.HashAsync();
        for (var swap = 0; swap < 20; swap++)
        {
            await swapping.WriteAsync(swapping.With($"field{swap}"));
            hash = await swapping.HashAfterAsync(hash);
        }
        await over.CancelAsync();
        await Task.WhenAll(clients);
        Assert.Empty(wrong);
        Assert.InRange(asked, 100, int.MaxValue);
    }

    [Fact]
    public async Task What_cannot_be_served_is_refused_once_and_the_next_is_taken()
    {
        await using var swapping = await Swapping.OpenAsync(every: "00:00:00");
        var current = swapping.Gateway.Services.GetRequiredService<CurrentGraph>();
        var log = new Collected();
        using var watch = new SupergraphWatch(
            current,
            Options.Create(new GatewayOptions { WatchEvery = TimeSpan.FromMilliseconds(20) }),
            TimeProvider.System,
            log);
        await watch.StartAsync(CancellationToken.None);
        var first = current.Now;

        await swapping.WriteAsync("type Query { this is no supergraph");
        await log.WaitForAsync(6008);
        await Task.Delay(300);   // it is looked at fifteen times more
        Assert.Single(log.Events, id => id == 6008);
        Assert.Same(first, current.Now);
        (await swapping.Gateway.AskAsync("{ me { name } }")).Is("""{ "data": { "me": { "name": "Ada" } } }""");

        File.Delete(swapping.File);
        await log.WaitForAsync(6009);
        Assert.Same(first, current.Now);

        await swapping.WriteAsync(swapping.With("motto"));
        await log.WaitForAsync(6007);
        (await swapping.Gateway.AskAsync("{ motto }")).Is("""{ "data": { "motto": "Onwards" } }""");
        await watch.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_file_that_is_written_in_parts_is_served_whole()
    {
        await using var swapping = await Swapping.OpenAsync();
        var before = await swapping.HashAsync();
        var text = swapping.With("motto");
        await File.WriteAllTextAsync(swapping.File, "");
        foreach (var part in text.Chunk(text.Length / 10))
        {
            await File.AppendAllTextAsync(swapping.File, new string(part));
            Assert.Equal(before, await swapping.HashAsync());
            (await swapping.Gateway.AskAsync("{ me { name } }")).Is("""{ "data": { "me": { "name": "Ada" } } }""");
        }
        await swapping.HashAfterAsync(before);
        (await swapping.Gateway.AskAsync("{ motto }")).Is("""{ "data": { "motto": "Onwards" } }""");
    }

    /// <summary>
    /// A mounted config map: file → ..data/file, ..data → a folder; the link ..data is turned as one.
    /// </summary>
    [Fact]
    public async Task A_link_that_is_turned_as_Kubernetes_does_is_seen_at_once()
    {
        await using var swapping = await Swapping.OpenAsync(
            async (s, text) =>
            {
                await LayAsync(s, "..2026_1", text);
                File.CreateSymbolicLink(Path.Combine(s.Folder, "..data"), "..2026_1");
                File.CreateSymbolicLink(s.File, Path.Combine("..data", "supergraph.graphql"));
            },
            every: "01:00:00");   // so that only the system tells of it
        var before = await swapping.HashAsync();
        await LayAsync(swapping, "..2026_2", swapping.With("motto"));
        File.CreateSymbolicLink(Path.Combine(swapping.Folder, "..data_tmp"), "..2026_2");
        using (var move = Process.Start(new ProcessStartInfo("mv", ["-T", "..data_tmp", "..data"])
        {
            WorkingDirectory = swapping.Folder,
        })!)
        {
            await move.WaitForExitAsync();
        }
        await swapping.HashAfterAsync(before);
        (await swapping.Gateway.AskAsync("{ motto }")).Is("""{ "data": { "motto": "Onwards" } }""");
    }

    [Fact]
    public async Task A_change_that_the_system_does_not_tell_of_is_found_by_looking()
    {
        await using var swapping = await Swapping.OpenAsync(async (s, text) =>
        {
            await LayAsync(s, "elsewhere", text);
            File.CreateSymbolicLink(s.File, Path.Combine("elsewhere", "supergraph.graphql"));
        });
        var before = await swapping.HashAsync();
        await LayAsync(swapping, "elsewhere", swapping.With("motto"));
        await swapping.HashAfterAsync(before);
        (await swapping.Gateway.AskAsync("{ motto }")).Is("""{ "data": { "motto": "Onwards" } }""");
    }

    private static Task LayAsync(Swapping swapping, string folder, string text)
    {
        Directory.CreateDirectory(Path.Combine(swapping.Folder, folder));
        return File.WriteAllTextAsync(Path.Combine(swapping.Folder, folder, "supergraph.graphql"), text);
    }

    private sealed class Collected : ILogger<SupergraphWatch>
    {
        public ConcurrentQueue<int> Events { get; } = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) => Events.Enqueue(eventId.Id);

        public async Task WaitForAsync(int id)
        {
            for (var turn = 0; turn < 400 && !Events.Contains(id); turn++)
            {
                await Task.Delay(50);
            }
            Assert.Contains(id, Events);
        }
    }
}
