using System.Net;
using System.Text.Json;
using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;
using Monitor.Dapr;

namespace Monitor.Benchmark.Events;

/// <summary>Fetches from scoring what its thin events leave out.</summary>
public sealed class ScoringClient(DaprClient dapr)
{
    private const string App = "scoring";

    /// <summary>The scores of one revision; null when scoring does not have them.</summary>
    public async Task<Scores?> ScoresAsync(string responseId, int revision, CancellationToken cancellationToken)
    {
        var path = $"/internal/scores/{Uri.EscapeDataString(responseId)}/{revision}";
        try
        {
            var document = await dapr.GetAsync<JsonElement>(App, path, cancellationToken);
            return document.Deserialize<Scores>(StoredJson.Form);
        }
        catch (DaprException failure) when (failure is { CallFailed: false, Status: HttpStatusCode.NotFound })
        {
            return null;
        }
    }

    /// <summary>The norms between the bands, by a rule set's id.</summary>
    public async Task<Norms> NormsAsync(string ruleSet, CancellationToken cancellationToken)
    {
        var path = $"/internal/rule-sets/{Uri.EscapeDataString(ruleSet)}";
        return (await dapr.GetAsync<RuleSetForm>(App, path, cancellationToken)).Bands;
    }

    private sealed record RuleSetForm(string Id, Norms Bands);
}
