using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Monitor.Dapr;
using Monitor.Scoring.Domain;

namespace Monitor.Scoring.Events;

/// <summary>Fetches from questionnaire what its thin events leave out.</summary>
public sealed class QuestionnaireClient(DaprClient dapr)
{
    private const string App = "questionnaire";
    private readonly ConcurrentDictionary<string, Questionnaire> known = new(StringComparer.Ordinal);

    /// <summary>A published questionnaire. Never changes, so it is fetched once in the life of the process.</summary>
    public async Task<Questionnaire> QuestionnaireAsync(string id, CancellationToken cancellationToken)
    {
        if (known.TryGetValue(id, out var found))
        {
            return found;
        }

        var path = $"/internal/questionnaires/{Uri.EscapeDataString(id)}";
        var document = await dapr.GetAsync<JsonElement>(App, path, cancellationToken);
        return known.GetOrAdd(id, Questionnaire.Parse(document.GetRawText()));
    }

    /// <summary>The years of all rounds.</summary>
    public async Task<IReadOnlySet<int>> RoundsAsync(CancellationToken cancellationToken) =>
        (await dapr.GetAsync<IReadOnlyList<RoundForm>>(App, "/internal/rounds", cancellationToken))
            .Select(r => r.Year).ToHashSet();

    /// <summary>The answers of one submitted revision; null when questionnaire does not have it (any more).</summary>
    public async Task<SubmittedResponse?> ResponseAsync(
        string responseId, int revision, CancellationToken cancellationToken)
    {
        var path = $"/internal/responses/{Uri.EscapeDataString(responseId)}/revisions/{revision}";
        try
        {
            return await dapr.GetAsync<SubmittedResponse>(App, path, cancellationToken);
        }
        catch (DaprException failure) when (failure is { CallFailed: false, Status: HttpStatusCode.NotFound })
        {
            return null;
        }
    }

    private sealed record RoundForm(int Year);
}
