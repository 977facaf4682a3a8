using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Dapr;
using Monitor.Hosting;
using Monitor.Scoring.Domain;
using Monitor.Scoring.Events;
using Monitor.Scoring.Storage;
using Monitor.Testing;
using Npgsql;

namespace Monitor.Scoring.Benchmarks;

/// <summary>
/// A whole round scored again, as <see cref="Recalculator"/> does it, batch by batch on a real PostgreSQL: the rules,
/// the suggestions, the rows, the events. What questionnaire takes to give out the answers is not measured.
/// </summary>
internal sealed class RecalculationBenchmark : IAsyncDisposable
{
    private const int WarmUps = 3;
    private const int Batch = 100;

    private readonly WebApplicationFactory<ScoreStore> service;
    private readonly Scorer scorer;

    private RecalculationBenchmark(WebApplicationFactory<ScoreStore> service)
    {
        this.service = service;
        scorer = new Scorer(
            RuleSet.Parse(Read("rulesets/monitor-1.json")),
            Questionnaire.Parse(Read("questionnaires/monitor-2018.json")));
    }

    private enum Step
    {
        Rules,
        Suggestions,
        Database,
        Events,
    }

    public static async Task<RecalculationBenchmark> StartAsync(CancellationToken cancellationToken)
    {
        var database = await TestPostgres.CreateDatabaseAsync("scoring", cancellationToken);
        var service = new WebApplicationFactory<ScoreStore>().WithWebHostBuilder(host =>
        {
            using var issuer = new TestIssuer();
            host.UseContentRoot(Path.Combine(Repository.Root, "services", "scoring"));
            host.UseTestSettings(database, issuer);
            host.UseSetting("APP_ID", "scoring");
            host.UseSetting("Logging:LogLevel:Default", "None");
        });
        await service.Services.GetRequiredService<Migrator>().RunAsync(cancellationToken);
        foreach (var seeder in service.Services.GetServices<ISeeder>())
        {
            await seeder.SeedAsync(Repository.Seeds, cancellationToken);
        }

        return new RecalculationBenchmark(service);
    }

    public async Task RunAsync(int turns, TextWriter output, CancellationToken cancellationToken)
    {
        var taken = new List<TimeSpan[]>();
        long allocated = 0;
        for (var turn = -WarmUps; turn < turns; turn++)
        {
            var responses = Answers.OfRound(scorer.Questionnaire, turn + WarmUps);
            var (times, bytes) = await ScoreAgainAsync(responses, cancellationToken);
            if (turn >= 0)
            {
                taken.Add(times);
                allocated = bytes;
            }
        }

        var table = Table([.. Enum.GetValues<Step>().Select(s => Median(taken, s))], allocated);
        await output.WriteAsync(table);
        var file = Path.Combine(Repository.Root, "artifacts", "benchmarks", "scoring.md");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, table, cancellationToken);
    }

    public ValueTask DisposeAsync() => service.DisposeAsync();

    private async Task<(TimeSpan[] Times, long Bytes)> ScoreAgainAsync(
        IReadOnlyList<SubmittedResponse> responses, CancellationToken cancellationToken)
    {
        var times = new TimeSpan[Enum.GetValues<Step>().Length];
        var before = GC.GetAllocatedBytesForCurrentThread();
        var cards = new List<(SubmittedResponse Response, AnswerSheet Sheet, ScoreCard Card)>();
        Measure(times, Step.Rules, () =>
        {
            foreach (var response in responses)
            {
                var sheet = response.ToSheet();
                cards.Add((response, sheet, scorer.Score(sheet)));
            }
        });
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        var scored = new List<ScoredResponse>();
        Measure(times, Step.Suggestions, () =>
        {
            foreach (var (response, sheet, card) in cards)
            {
                scored.Add(new ScoredResponse(
                    response.ResponseId, response.Revision, response.Round, response.Municipality,
                    response.Questionnaire, response.Generated, card, scorer.Suggest(sheet)));
            }
        });
        foreach (var batch in scored.Chunk(Batch))
        {
            await StoreAsync(batch, times, cancellationToken);
        }

        return (times, bytes);
    }

    private async Task StoreAsync(ScoredResponse[] batch, TimeSpan[] times, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        await using var connection = await service.Services.GetRequiredService<NpgsqlDataSource>()
            .OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await service.Services.GetRequiredService<ScoreStore>().AddAsync(transaction, batch, cancellationToken);
        times[(int)Step.Database] += Stopwatch.GetElapsedTime(began);

        began = Stopwatch.GetTimestamp();
        await service.Services.GetRequiredService<Outbox>().AddAllAsync(
            transaction, ScoresCalculated.Topic, [.. batch.Select(ScoresCalculated.Of)], cancellationToken);
        times[(int)Step.Events] += Stopwatch.GetElapsedTime(began);

        began = Stopwatch.GetTimestamp();
        await transaction.CommitAsync(cancellationToken);
        times[(int)Step.Database] += Stopwatch.GetElapsedTime(began);
    }

    private static void Measure(TimeSpan[] times, Step step, Action work)
    {
        var began = Stopwatch.GetTimestamp();
        work();
        times[(int)step] += Stopwatch.GetElapsedTime(began);
    }

    private static TimeSpan Median(List<TimeSpan[]> taken, Step step) =>
        taken.Select(t => t[(int)step]).Order().ElementAt(taken.Count / 2);

    private string Table(IReadOnlyList<TimeSpan> times, long allocated)
    {
        var scores = Answers.Municipalities * scorer.Questionnaire.Objectives.Count;
        var whole = times.Aggregate((a, b) => a + b);
        var lines = Enum.GetValues<Step>().Select((s, i) => Line(s.ToString().ToLowerInvariant(), times[i]));
        var objectives = scorer.Questionnaire.Objectives.Count;
        return string.Create(CultureInfo.InvariantCulture, $"""
            {Answers.Municipalities} municipalities, {objectives} objectives: {scores:N0} objective-scores a round.
            Rules allocate {allocated / scores:N0} bytes for each.

            | step | ms a round | share | objective-scores per second |
            |---|--:|--:|--:|
            {string.Join('\n', lines)}
            {Line("together", whole)}

            """);

        string Line(string step, TimeSpan time) => string.Create(
            CultureInfo.InvariantCulture,
            $"| {step} | {time.TotalMilliseconds:N0} | {time / whole:P0} | {scores / time.TotalSeconds:N0} |");
    }

    private static string Read(string path) => File.ReadAllText(Path.Combine(Repository.Seeds, path));
}
