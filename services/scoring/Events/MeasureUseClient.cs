using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Options;
using Monitor.Dapr;

namespace Monitor.Scoring.Events;

/// <summary>
/// Asks benchmark what municipalities of the same size class that score high do use. It is an extra beside suggestions:
/// the wait is short, an answer is kept for a while, and so is the lack of one.
/// </summary>
public sealed class MeasureUseClient(
    DaprClient dapr, IOptions<MeasureUseOptions> options, TimeProvider time, ILogger<MeasureUseClient> log)
{
    private const int MostKept = 2_000;
    private readonly ConcurrentDictionary<(string Municipality, int Round), Asked> kept = new();

    /// <summary>The released use for a municipality; null when benchmark does not answer in time.</summary>
    public Task<PeerUse?> ForAsync(string municipality, int round, CancellationToken cancellationToken)
    {
        if (kept.Count >= MostKept)
        {
            kept.Clear(); // all of it can be asked again
        }

        var asked = kept.AddOrUpdate(
            (municipality, round),
            _ => Ask(municipality, round),
            (_, before) => before.IsPast(time.GetTimestamp()) ? Ask(municipality, round) : before);
        return asked.AnswerAsync().WaitAsync(cancellationToken);
    }

    private Asked Ask(string municipality, int round) => new(
        () => AskAsync(municipality, round),
        use => time.GetTimestamp() + TicksOf(use is null ? options.Value.RetryAfter : options.Value.KeepFor));

    private long TicksOf(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);

    // Whoever comes while it is asked waits for that answer, so it is nobody's to cancel: the limit ends it.
    private async Task<PeerUse?> AskAsync(string municipality, int round)
    {
        using var limit = new CancellationTokenSource(options.Value.Timeout, time);
        try
        {
            return await dapr.GetAsync<PeerUse>(
                "benchmark",
                $"/internal/measure-use?round={round}&municipality={Uri.EscapeDataString(municipality)}",
                limit.Token);
        }
        catch (DaprException failure) when (failure is { CallFailed: false, Status: HttpStatusCode.NotFound })
        {
            return PeerUse.None; // benchmark does not know the round or the municipality: there is nothing to show
        }
        catch (Exception failure) when (failure is DaprException or OperationCanceledException)
        {
            log.NoMeasureUse(round, failure);
            return null;
        }
    }

    /// <summary>A question to benchmark, asked once, and until when its answer is used.</summary>
    private sealed class Asked(Func<Task<PeerUse?>> ask, Func<PeerUse?, long> endOf)
    {
        private readonly Lazy<Task<PeerUse?>> answer = new(ask);
        private long end = long.MaxValue;

        public async Task<PeerUse?> AnswerAsync()
        {
            var use = await answer.Value;
            Interlocked.CompareExchange(ref end, endOf(use), long.MaxValue);
            return use;
        }

        public bool IsPast(long now) => now >= Interlocked.Read(ref end);
    }
}

/// <summary>What benchmark releases on the measures of high scorers in one size class.</summary>
public sealed record PeerUse(string? SizeClass, string? Label, IReadOnlyList<PeerUse.OfObjective> Objectives)
{
    public static PeerUse None { get; } = new(null, null, []);

    /// <summary>With a reason there is no number.</summary>
    /// <param name="Objective">Its id.</param>
    /// <param name="Round">The round that the figures are of: the one asked for, or an earlier one.</param>
    /// <param name="Release">Its release.</param>
    /// <param name="Generated">Whether answers among them are generated.</param>
    /// <param name="Of">How many score high, rounded down to 5.</param>
    /// <param name="Reason">Why there is no number.</param>
    /// <param name="Measures">Those with a count.</param>
    public sealed record OfObjective(
        string Objective,
        int Round,
        string Release,
        bool Generated,
        int? Of,
        string? Reason,
        IReadOnlyList<OfMeasure> Measures);

    /// <summary>How many of them tick a measure, rounded to 5.</summary>
    public sealed record OfMeasure(string Question, string Option, int Count);
}
