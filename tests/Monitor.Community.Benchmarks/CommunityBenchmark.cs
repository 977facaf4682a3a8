using System.Diagnostics;
using System.Text.Json;
using Monitor.Cli;
using Monitor.Hosting;
using Monitor.Testing;

namespace Monitor.Community.Benchmarks;

/// <summary>
/// community as a process on a real PostgreSQL with many members and posts: how long the questions take that everyone
/// asks, and whether anything is lost that was posted while it was killed.
/// </summary>
internal sealed class CommunityBenchmark(Settings settings, TextWriter output)
{
    private readonly Report report = new(output);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("monitor-bench-community").FullName;
        try
        {
            await MeasureAsync(folder, cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        await report.SaveAsync(Path.Combine(Repository.Root, "artifacts", "benchmarks", "community.md"));
    }

    private async Task MeasureAsync(string folder, CancellationToken cancellationToken)
    {
        using var issuer = new TestIssuer();
        var database = await TestPostgres.CreateDatabaseAsync("community", cancellationToken);
        var environment = new Dictionary<string, string?>(database.Settings.Concat(issuer.Settings))
        {
            ["APP_ID"] = "community",
            ["Access:AnyCaller"] = "true",
        };
        await RunningProgram.CommandAsync(
            "Monitor.Community", ["seed", Repository.Seeds], environment, folder, cancellationToken);
        var vocabulary = new Vocabulary();
        var population = new Population(settings, vocabulary);
        var begun = Stopwatch.GetTimestamp();
        await population.WriteAsync(database, cancellationToken);
        report.Begin(settings, Stopwatch.GetElapsedTime(begun));

        var tokens = new Tokens(issuer, population, settings.Members);
        var service = await RunningProgram.StartAsync(
            "Monitor.Community", [], environment, core: null, folder, cancellationToken);
        try
        {
            await AskAsync(service, Question.All(population, vocabulary), tokens, cancellationToken);

            var posting = new Posting(() => service.Url, tokens, population, settings);
            using var stop = new CancellationTokenSource();
            var posted = posting.RunAsync(stop.Token, cancellationToken);
            await Task.Delay(settings.Posting / 2, cancellationToken);
            service.Kill();
            await service.DisposeAsync();
            service = await RunningProgram.StartAsync(
                "Monitor.Community", [], environment, core: null, folder, cancellationToken);
            await Task.Delay(settings.Posting / 2, cancellationToken);
            await stop.CancelAsync();
            await posted;
            await CompareAsync(posting, database);
        }
        finally
        {
            await service.DisposeAsync();
        }
    }

    private async Task AskAsync(
        RunningProgram service, IReadOnlyList<Question> questions, Tokens tokens, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Settings.Clients });
        var load = new OpenLoop(http, new Uri(service.Url, "graphql"), tokens.OfAny);
        foreach (var question in questions)
        {
            string Body(Random random) => JsonSerializer.Serialize(
                new { query = question.Document, variables = question.Variables(random) });
            await load.RunAsync(Settings.PerSecond, settings.Load / 4, Body, cancellationToken);
            var cpu = service.Takes.CpuSeconds;
            var (times, wrong) = await load.RunAsync(Settings.PerSecond, settings.Load, Body, cancellationToken);
            report.Asked(question.Name, times, wrong, (service.Takes.CpuSeconds - cpu) * 1000 / times.Count);
        }
    }

    /// <summary>Each acknowledged post stands once, under the id that was told, and is found by search.</summary>
    private async Task CompareAsync(Posting posting, TestDatabase database)
    {
        const string Stored = """
            SELECT substring(text FROM 'Belastingproef (\d+)')::integer
            FROM (SELECT text FROM topics UNION ALL SELECT text FROM replies) c WHERE text LIKE 'Belastingproef %'
            """;
        const string Searchable = """
            SELECT count(*) FROM search_documents WHERE words @@ to_tsquery('dutch_stems', 'belastingproef')
            """;
        var stored = (await database.NumbersAsync(Stored, ActingAs.Service)).ToLookup(number => (int)number);
        var found = (await database.NumbersAsync(Searchable, ActingAs.Service)).Single();
        report.Posted(
            posting,
            lost: posting.Acknowledged.Keys.Count(number => !stored.Contains(number)),
            twice: stored.Count(posts => posts.Count() > 1),
            notFound: stored.Sum(posts => posts.Count()) - (int)found);
        if (!posting.Refused.IsEmpty)
        {
            throw new CliException($"Posts were refused, such as: {posting.Refused.First().Key}");
        }
    }
}
