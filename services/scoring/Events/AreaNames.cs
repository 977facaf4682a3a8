using Monitor.Dapr;

namespace Monitor.Scoring.Events;

/// <summary>What municipalities are called: questionnaire's list, fetched now and then.</summary>
public sealed class AreaNames(DaprClient dapr, TimeProvider time, ILogger<AreaNames> log)
{
    private static readonly TimeSpan KeepFor = TimeSpan.FromMinutes(10);
    private volatile Known known = new(new Dictionary<string, string>(), long.MinValue);

    /// <summary>The name of a municipality; its code where it is not on the list, or the list cannot be read.</summary>
    public async Task<string> NameAsync(string code, CancellationToken cancellationToken)
    {
        if (time.GetTimestamp() >= known.Until)
        {
            await RefreshAsync(cancellationToken);
        }

        return known.Names.GetValueOrDefault(code, code);
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            var areas = await dapr.GetAsync<AreasForm>("questionnaire", "/internal/areas", cancellationToken);
            var names = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var municipality in areas.Municipalities)
            {
                names[municipality.Code] = municipality.Name;
            }

            known = new Known(names, time.GetTimestamp() + (long)(KeepFor.TotalSeconds * time.TimestampFrequency));
        }
        catch (DaprException failure)
        {
            log.NamesNotKnown(failure); // a plan with a code on it is better than none
        }
    }

    private sealed record Known(IReadOnlyDictionary<string, string> Names, long Until);

    private sealed record AreasForm(IReadOnlyList<MunicipalityForm> Municipalities);

    private sealed record MunicipalityForm(string Code, string Name);
}
