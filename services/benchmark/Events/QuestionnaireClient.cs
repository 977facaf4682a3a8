using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;
using Monitor.Dapr;

namespace Monitor.Benchmark.Events;

/// <summary>Municipalities, those of other lists too, regions of the current edition, and who is in which.</summary>
public sealed record Areas(
    IReadOnlyList<Municipality> Municipalities,
    IReadOnlyList<Region> Regions,
    IReadOnlyList<RegionMembership> Memberships);

/// <summary>The accepted set of a round.</summary>
public sealed record Submissions(int Round, bool Closed, IReadOnlyList<AcceptedResponse> Items);

/// <summary>The answers of one submitted revision.</summary>
public sealed record AnswerSheet(string ResponseId, int Revision, Sheet Sheet);

/// <summary>Fetches from questionnaire what its thin events leave out.</summary>
public sealed class QuestionnaireClient(DaprClient dapr)
{
    private const string App = "questionnaire";

    public async Task<Questionnaire> QuestionnaireAsync(string id, CancellationToken cancellationToken)
    {
        var path = $"/internal/questionnaires/{Uri.EscapeDataString(id)}";
        return Questionnaire.Parse((await dapr.GetAsync<JsonElement>(App, path, cancellationToken)).GetRawText());
    }

    public async Task<Areas> AreasAsync(CancellationToken cancellationToken)
    {
        var areas = await dapr.GetAsync<AreasForm>(App, "/internal/areas", cancellationToken);
        var known = areas.Regions.Select(r => r.Code).ToHashSet(StringComparer.Ordinal);
        return new Areas(
            [
                .. areas.Municipalities.Select(m => new Municipality(
                    m.Code, m.SizeClass, m.Regions.FirstOrDefault(r => r.Kind == Region.VeiligThuisKind)?.Code)
                {
                    Name = m.Name,
                }),
                .. (areas.Others ?? []).Select(code => new Municipality(code, SizeClass: null, VeiligThuis: null)),
            ],
            areas.Regions,
            [
                .. areas.Municipalities.SelectMany(m => m.Regions
                    .Where(r => known.Contains(r.Code))
                    .Select(r => new RegionMembership(m.Code, r.Code))),
            ]);
    }

    /// <summary>The municipalities of every list under every name that they had on one.</summary>
    public async Task<IReadOnlyList<NamedMunicipality>> AreaNamesAsync(CancellationToken cancellationToken) =>
        (await dapr.GetAsync<AreaNamesForm>(App, "/internal/areas/names", cancellationToken)).Municipalities;

    public async Task<IReadOnlyList<Round>> RoundsAsync(CancellationToken cancellationToken)
    {
        var rounds = await dapr.GetAsync<IReadOnlyList<RoundForm>>(App, "/internal/rounds", cancellationToken);
        return [.. rounds.Select(r => new Round(r.Year, r.Questionnaire, r.Status == "CLOSED", r.Generated))];
    }

    public async Task<Submissions> SubmissionsAsync(int round, CancellationToken cancellationToken)
    {
        var form = await dapr.GetAsync<SubmissionsForm>(
            App, $"/internal/rounds/{round}/submissions", cancellationToken);
        return new Submissions(form.Round, form.Closed, form.Submissions);
    }

    /// <summary>Who was invited and responded; null when questionnaire does not know the round.</summary>
    public async Task<RoundParticipation?> ParticipationAsync(int round, CancellationToken cancellationToken)
    {
        try
        {
            var form = await dapr.GetAsync<ParticipationForm>(
                App, $"/internal/rounds/{round}/participation", cancellationToken);
            return new RoundParticipation([.. form.BySizeClass, form.WithoutSizeClass]);
        }
        catch (DaprException failure) when (failure is { CallFailed: false, Status: HttpStatusCode.NotFound })
        {
            return null;
        }
    }

    /// <summary>The answers of the whole accepted set, fetched in pages: no more than one is held.</summary>
    public async IAsyncEnumerable<AnswerSheet> AnswersAsync(
        int round, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? after = null;
        do
        {
            var path = $"/internal/rounds/{round}/answers"
                + (after is null ? "" : $"?after={Uri.EscapeDataString(after)}");
            var page = await dapr.GetAsync<AnswersForm>(App, path, cancellationToken);
            foreach (var response in page.Items)
            {
                yield return ToSheet(response);
            }

            after = page.Next;
        }
        while (after is not null);
    }

    private static AnswerSheet ToSheet(ResponseForm response) => new(
        response.ResponseId,
        response.Revision,
        new Sheet(
            response.Answers.ToDictionary(a => a.Question, a => a.Options ?? [], StringComparer.Ordinal),
            response.Answers.Where(a => !string.IsNullOrEmpty(a.Text)).Select(a => a.Question)
                .ToHashSet(StringComparer.Ordinal),
            response.Answers.Where(a => a.Number is not null).ToDictionary(
                a => a.Question, a => a.Number!.Value, StringComparer.Ordinal)));

    private sealed record AreasForm(
        IReadOnlyList<MunicipalityForm> Municipalities, IReadOnlyList<string>? Others, IReadOnlyList<Region> Regions);

    private sealed record AreaNamesForm(IReadOnlyList<NamedMunicipality> Municipalities);

    private sealed record MunicipalityForm(
        string Code, string? Name, string? SizeClass, IReadOnlyList<MembershipForm> Regions);

    private sealed record MembershipForm(string Kind, string Code);

    private sealed record RoundForm(int Year, string Questionnaire, string Status, bool Generated);

    private sealed record SubmissionsForm(int Round, bool Closed, IReadOnlyList<AcceptedResponse> Submissions);

    private sealed record ParticipationForm(
        IReadOnlyList<ClassParticipation> BySizeClass, ClassParticipation WithoutSizeClass);

    private sealed record AnswersForm(IReadOnlyList<ResponseForm> Items, string? Next);

    private sealed record ResponseForm(string ResponseId, int Revision, IReadOnlyList<AnswerForm> Answers);

    private sealed record AnswerForm(string Question, IReadOnlyList<string>? Options, string? Text, decimal? Number);
}
