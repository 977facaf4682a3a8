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
        (await RoundFormsAsync(cancellationToken)).Select(r => r.Year).ToHashSet();

    /// <summary>One round; null when there is none of that year.</summary>
    public async Task<RoundForm?> RoundAsync(int year, CancellationToken cancellationToken) =>
        (await RoundFormsAsync(cancellationToken)).FirstOrDefault(r => r.Year == year);

    /// <summary>A page of the accepted set of a round: of each response its last submitted revision.</summary>
    /// <param name="round">Year of the round.</param>
    /// <param name="after"><see cref="AnswersPage.Next"/> of the page before; empty for the first.</param>
    /// <param name="limit">Responses on the page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<AnswersPage> AnswersAsync(int round, string after, int limit, CancellationToken cancellationToken) =>
        dapr.GetAsync<AnswersPage>(
            App,
            FormattableString.Invariant($"/internal/rounds/{round}/answers?limit={limit}")
            + (after.Length == 0 ? "" : $"&after={Uri.EscapeDataString(after)}"),
            cancellationToken);

    /// <summary>The answers of one municipality as submitted or as last saved; null when there are none.</summary>
    public Task<SubmittedResponse?> AnswersOfAsync(
        string municipality, int round, bool saved, CancellationToken cancellationToken) =>
        FindAsync<SubmittedResponse>(
            FormattableString.Invariant($"/internal/municipalities/{Uri.EscapeDataString(municipality)}/rounds/{round}")
            + $"/answers?from={(saved ? "SAVED" : "SUBMITTED")}",
            cancellationToken);

    /// <summary>The answers of one submitted revision; null when questionnaire does not have it (any more).</summary>
    public Task<SubmittedResponse?> ResponseAsync(
        string responseId, int revision, CancellationToken cancellationToken) =>
        FindAsync<SubmittedResponse>(
            FormattableString.Invariant($"/internal/responses/{Uri.EscapeDataString(responseId)}/revisions/{revision}"),
            cancellationToken);

    private Task<IReadOnlyList<RoundForm>> RoundFormsAsync(CancellationToken cancellationToken) =>
        dapr.GetAsync<IReadOnlyList<RoundForm>>(App, "/internal/rounds", cancellationToken);

    private async Task<T?> FindAsync<T>(string path, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await dapr.GetAsync<T>(App, path, cancellationToken);
        }
        catch (DaprException failure) when (failure is { CallFailed: false, Status: HttpStatusCode.NotFound })
        {
            return null;
        }
    }
}

/// <summary>A round as questionnaire gives it out; the status is PLANNED, OPEN or CLOSED.</summary>
public sealed record RoundForm(int Year, string? Questionnaire = null, string? Status = null);

/// <summary>A page of answers; <c>Next</c> is null on the last one.</summary>
public sealed record AnswersPage(IReadOnlyList<SubmittedResponse> Items, string? Next);
