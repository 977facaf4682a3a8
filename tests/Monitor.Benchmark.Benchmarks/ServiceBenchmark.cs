using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Monitor.Cli;
using Monitor.Cli.Servers;
using Monitor.Hosting;
using Monitor.Testing;

namespace Monitor.Benchmark.Benchmarks;

/// <summary>
/// benchmark as a process on a real PostgreSQL, with everything around it made up: how fast it takes scores in, makes
/// releases with the disclosure checker, and answers each kind of query cold; and what the gateway makes of it hot.
/// </summary>
internal sealed class ServiceBenchmark(Settings settings, TextWriter output)
{
    private const int Core = 1;   // the gateway's, when it is measured
    private static readonly TimeSpan longestWait = TimeSpan.FromMinutes(30);
    private readonly Report report = new(output);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var size in settings.Sizes)
        {
            var folder = Directory.CreateTempSubdirectory("monitor-bench-benchmark").FullName;
            try
            {
                await MeasureAsync(size, folder, cancellationToken);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        await report.SaveAsync(Path.Combine(Repository.Root, "artifacts", "benchmarks", "benchmark.md"));
    }

    private async Task MeasureAsync(Size size, string folder, CancellationToken cancellationToken)
    {
        report.Begin(size);
        var port = FreePorts.Take(1)[0];
        var population = new Population(size);
        using var issuer = new TestIssuer();
        await using var upstream = await Upstream.StartAsync(port, population);
        var database = await TestPostgres.CreateDatabaseAsync("benchmark", cancellationToken);
        var environment = new Dictionary<string, string?>(database.Settings.Concat(issuer.Settings))
        {
            ["APP_ID"] = "benchmark",
            ["DAPR_HTTP_PORT"] = port.ToString(CultureInfo.InvariantCulture),
            ["Access:AnyCaller"] = "true",
            ["Dapr:CatchUpEvery"] = "00:00:01",
            ["Benchmark:ReleaseRetry"] = "00:00:01",
        };
        await RunningProgram.CommandAsync(
            "Monitor.Benchmark", ["seed", Repository.Seeds], environment, folder, cancellationToken);
        await using var service = await RunningProgram.StartAsync(
            "Monitor.Benchmark", [], environment, core: null, folder, cancellationToken);
        using var http = new HttpClient { BaseAddress = service.Url, Timeout = TimeSpan.FromMinutes(2) };
        var world = new World(size, population, upstream, database, service, http, issuer);

        await CatchUpAsync(world, cancellationToken);
        await TellAsync(world, cancellationToken);
        await ReleaseAsync(world, cancellationToken);
        await AskColdAsync(world, cancellationToken);
        await AskHotAsync(world, folder, port, cancellationToken);
    }

    /// <summary>All but the last few scores of the last round are there to be caught up with.</summary>
    private async Task CatchUpAsync(World world, CancellationToken cancellationToken)
    {
        var through = world.Size.Scores - settings.Told;
        var cpu = world.Service.Takes.CpuSeconds;
        var begun = Stopwatch.GetTimestamp();
        world.Upstream.Through = through;
        await UntilAsync(
            world, "SELECT coalesce(max(position), 0) FROM positions WHERE publisher = 'scoring'", through,
            cancellationToken);
        report.CatchUp(
            through, Stopwatch.GetElapsedTime(begun), world.Service.Takes.CpuSeconds - cpu,
            world.Service.Takes.PeakBytes);
    }

    /// <summary>The last scores come one by one, as the sidecar delivers them.</summary>
    private async Task TellAsync(World world, CancellationToken cancellationToken)
    {
        var times = new Times();
        for (var score = world.Size.Scores - settings.Told; score < world.Size.Scores; score++)
        {
            var (year, municipality) = world.Population.Of(score);
            var begun = Stopwatch.GetTimestamp();
            var answer = await world.Http.DeliverAsync(
                "scores.calculated", "scoring", score + 1,
                new
                {
                    responseId = Population.ResponseId(score), revision = 1, round = year,
                    municipality = Population.Code(municipality), ruleSet = "child-abuse-1",
                },
                $"event-{score}");
            times.Add(Stopwatch.GetElapsedTime(begun));
            if (answer != "SUCCESS")
            {
                throw new CliException($"A score was not taken: {answer}.");
            }
        }

        world.Upstream.Through = world.Size.Scores;
        report.Told(times);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task ReleaseAsync(World world, CancellationToken cancellationToken)
    {
        foreach (var (index, year) in world.Size.Years.Index())
        {
            var cpu = world.Service.Takes.CpuSeconds;
            var begun = Stopwatch.GetTimestamp();
            world.Upstream.Close(year);
            await world.Http.DeliverAsync("round.closed", "questionnaire", index + 1, new { round = year });
            await UntilAsync(world, $"SELECT count(*) FROM releases WHERE round = {year}", 1, cancellationToken);
            report.Released(
                year, Stopwatch.GetElapsedTime(begun), world.Service.Takes.CpuSeconds - cpu,
                world.Service.Takes.PeakBytes);
        }
    }

    /// <summary>Each kind of query, every time of another group or round: nothing is cached at benchmark.</summary>
    private async Task AskColdAsync(World world, CancellationToken cancellationToken)
    {
        foreach (var question in Question.All)
        {
            var times = new Times();
            var bytes = 0;
            for (var i = -20; i < settings.Asked; i++)
            {
                var turn = Math.Abs(i * 7) % world.Size.Municipalities;
                var begun = Stopwatch.GetTimestamp();
                bytes = await AskAsync(world, question, turn, cancellationToken);
                if (i >= 0)
                {
                    times.Add(Stopwatch.GetElapsedTime(begun));
                }
            }

            report.Asked(question.Name, bytes, times);
        }
    }

    private static async Task<int> AskAsync(
        World world, Question question, int turn, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "graphql")
        {
            Content = JsonContent.Create(new
            {
                query = question.Document,
                variables = new Dictionary<string, object>
                {
                    ["keys"] = new[] { question.Key(world.Size, turn) },
                    ["round"] = Question.Year(world.Size, turn),
                    ["since"] = world.Size.Years.First(),
                    ["class"] = Population.SizeClassOf(turn),
                },
            }),
        };
        if (question.IsOwn)
        {
            request.Headers.Authorization = new("Bearer", world.Issuer.Token(Population.Code(turn), Role.Officer));
        }

        using var response = await world.Http.SendAsync(request, cancellationToken);
        var answer = await response.Content.ReadAsStringAsync(cancellationToken);
        return answer.Contains("\"errors\"", StringComparison.Ordinal)
            ? throw new CliException($"{question.Name}: {answer}")
            : answer.Length;
    }

    private async Task AskHotAsync(World world, string folder, int upstream, CancellationToken cancellationToken)
    {
        if (Environment.ProcessorCount < 2)
        {
            report.NoSecondCore();
            return;
        }

        await using var redis = await TestRedis.StartAsync(RedisPurpose.Cache, cancellationToken);
        var supergraph = Path.Combine(folder, "supergraph.graphql");
        await File.WriteAllTextAsync(supergraph, SupergraphFor(upstream, world.Service.Url), cancellationToken);
        using var provider = TestIssuer.Outer();
        using var key = TokenSigningKey.Create(isForDevelopment: true);
        world.Issuer.TrustToo(key.PublicJwk);
        var keyFile = Path.Combine(folder, "internal-key.json");
        await File.WriteAllTextAsync(keyFile, key.PrivateJwk, cancellationToken);
        var environment = new Dictionary<string, string?>(provider.Settings)
        {
            ["Membership:Source"] = "Token",
            ["Membership:KeyFile"] = keyFile,
            ["ConnectionStrings:Redis"] = redis.ConnectionString,
            ["Gateway:RateLimit:SubjectPerSecond"] = "100000",
            ["Gateway:RateLimit:SubjectBurst"] = "100000",
        };
        await using var gateway = await RunningProgram.StartAsync(
            "Monitor.Gateway", ["--supergraph", supergraph, "--transport", "direct"], environment, Core, folder,
            cancellationToken);
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 20 });
        var load = new OpenLoop(
            http, new Uri(gateway.Url, "graphql"), provider.Token(Population.Code(1), Role.Officer));
        var body = JsonSerializer.Serialize(new
        {
            query = "query ($year: Int!) { round(year: $year) { year benchmark { n objectives { objective { id } n "
                + "mean { anchoring content reach total } band } averageBands { band count } } } }",
            variables = new { year = Size.LastYear },
        });
        await load.RunAsync(500, 20, settings.Load / 4, body, cancellationToken);
        var cpu = gateway.Takes.CpuSeconds;
        var (times, wrong) = await load.RunAsync(1000, 20, settings.Load, body, cancellationToken);
        report.Hot(times, wrong, (gateway.Takes.CpuSeconds - cpu) * 1000 / times.Count, gateway.Takes.PeakBytes);
    }

    // The checked-in supergraph, with its addresses pointing here.
    private static string SupergraphFor(int upstream, Uri benchmark)
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "gateway", "supergraph.graphql"));
        return string.Join('\n', lines.Select(line =>
            !line.Contains("@join__graph(name: \"", StringComparison.Ordinal) ? line
            : line.Contains("\"benchmark\"", StringComparison.Ordinal) ? WithUrl(line, $"{benchmark}graphql")
            : WithUrl(line, $"http://127.0.0.1:{upstream}/questionnaire/graphql")));
    }

    private static string WithUrl(string line, string url)
    {
        var begin = line.IndexOf("url: \"", StringComparison.Ordinal) + 6;
        return line[..begin] + url + line[line.IndexOf('"', begin)..];
    }

    private static async Task UntilAsync(World world, string sql, long expected, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        while ((await world.Database.NumbersAsync(sql, ActingAs.Service)).Single() != expected)
        {
            if (Stopwatch.GetElapsedTime(begun) > longestWait)
            {
                throw new CliException($"{sql} did not become {expected} within {longestWait.TotalMinutes} minutes.");
            }

            await Task.Delay(20, cancellationToken);
        }
    }

    private sealed record World(
        Size Size,
        Population Population,
        Upstream Upstream,
        TestDatabase Database,
        RunningProgram Service,
        HttpClient Http,
        TestIssuer Issuer);
}
