using Microsoft.Extensions.Options;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Events;

/// <summary>
/// Looks areas and rounds up, and has the copies fetched anew when one is not known: an event may still be under way.
/// </summary>
public sealed class ReferenceData(
    QuestionnaireClient questionnaire,
    AreaStore areas,
    RoundStore rounds,
    IOptions<BenchmarkOptions> options,
    TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1);
    private long? areasFetched;
    private long? roundsFetched;

    /// <summary>The rounds of these years; one that does not exist is absent.</summary>
    public async Task<IReadOnlyDictionary<int, Round>> RoundsAsync(
        IReadOnlyCollection<int> years, CancellationToken cancellationToken)
    {
        var found = await rounds.FindAsync(years, cancellationToken);
        return years.All(found.ContainsKey) || !await RefreshRoundsIfDueAsync(cancellationToken)
            ? found
            : await rounds.FindAsync(years, cancellationToken);
    }

    /// <summary>The municipalities with these codes; one that does not exist is absent.</summary>
    public async Task<IReadOnlyDictionary<string, Municipality>> MunicipalitiesAsync(
        IReadOnlyCollection<string> codes, CancellationToken cancellationToken)
    {
        var found = await areas.MunicipalitiesAsync(codes, cancellationToken);
        return codes.All(found.ContainsKey) || !await RefreshAreasIfDueAsync(cancellationToken)
            ? found
            : await areas.MunicipalitiesAsync(codes, cancellationToken);
    }

    /// <summary>The regions with these codes; one that does not exist is absent.</summary>
    public async Task<IReadOnlyDictionary<string, Region>> RegionsAsync(
        IReadOnlyCollection<string> codes, CancellationToken cancellationToken)
    {
        var found = await areas.RegionsAsync(codes, cancellationToken);
        return codes.All(found.ContainsKey) || !await RefreshAreasIfDueAsync(cancellationToken)
            ? found
            : await areas.RegionsAsync(codes, cancellationToken);
    }

    /// <returns>What was fetched.</returns>
    public async Task<Areas> RefreshAreasAsync(CancellationToken cancellationToken)
    {
        var current = await questionnaire.AreasAsync(cancellationToken);
        await areas.ReplaceAsync(
            current.Municipalities, current.Regions, current.Memberships, cancellationToken);
        return current;
    }

    public async Task RefreshRoundsAsync(CancellationToken cancellationToken) =>
        await rounds.SaveAsync(await questionnaire.RoundsAsync(cancellationToken), cancellationToken);

    public void Dispose() => gate.Dispose();

    private async Task<bool> RefreshAreasIfDueAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (!IsDue(areasFetched))
            {
                return false;
            }

            await RefreshAreasAsync(cancellationToken);
            areasFetched = time.GetTimestamp();
            return true;
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<bool> RefreshRoundsIfDueAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (!IsDue(roundsFetched))
            {
                return false;
            }

            await RefreshRoundsAsync(cancellationToken);
            roundsFetched = time.GetTimestamp();
            return true;
        }
        finally
        {
            gate.Release();
        }
    }

    // Anybody may ask for what does not exist; that must not become as many calls.
    private bool IsDue(long? fetched) =>
        fetched is not { } since || time.GetElapsedTime(since) >= options.Value.RefreshAtMostEvery;
}
