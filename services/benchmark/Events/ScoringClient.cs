using System.Net;
using System.Text.Json;
using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;
using Monitor.Dapr;

namespace Monitor.Benchmark.Events;

/// <summary>Fetches from scoring what its thin events leave out.</summary>
public sealed class ScoringClient(DaprClient dapr)
{
    /// <summary>Revisions that scoring gives the scores of at once.</summary>
    public const int LargestPage = 500;

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

    /// <summary>The scores of these revisions, at most 500; one that scoring does not have is absent.</summary>
    public async Task<IReadOnlyList<Scores>> ScoresAsync(
        IReadOnlyCollection<RevisionKey> wanted, CancellationToken cancellationToken) =>
        await dapr.PostAsync<IReadOnlyCollection<RevisionKey>, IReadOnlyList<Scores>>(
            App, "/internal/scores/find", wanted, StoredJson.Form, cancellationToken);

    /// <summary>The norms between the bands, by a rule set's id.</summary>
    public async Task<Norms> NormsAsync(string ruleSet, CancellationToken cancellationToken)
    {
        var path = $"/internal/rule-sets/{Uri.EscapeDataString(ruleSet)}";
        return (await dapr.GetAsync<RuleSetForm>(App, path, cancellationToken)).Bands;
    }

    private sealed record RuleSetForm(string Id, Norms Bands);
}
