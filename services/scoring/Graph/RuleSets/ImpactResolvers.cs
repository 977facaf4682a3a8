using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Monitor.Scoring.Domain;
using Monitor.Scoring.Events;
using Monitor.Scoring.Storage;

namespace Monitor.Scoring.Graph;

/// <summary>Answers what a draft would do to a closed round. Computed when asked, and not kept.</summary>
public sealed class ImpactResolvers(
    RuleSetResolvers ruleSets,
    RuleSetStore store,
    DraftCheck check,
    QuestionnaireClient questionnaires,
    Scorers scorers)
{
    private const int PageSize = 200;

    /// <summary><c>Query.ruleSetImpact</c>.</summary>
    public async ValueTask<RuleSetImpactView?> ImpactAsync(FieldContext context, CancellationToken cancellationToken)
    {
        RuleSetResolvers.RequireInstitute(context.Caller());
        var draft = await ruleSets.FindDraftAsync(context.Argument<string>("draft"), cancellationToken);
        var round = await RequireClosedAsync(context.Argument<int>("round"), cancellationToken);
        var rules = await check.RequireAsync(draft, cancellationToken);
        if (!rules.Questionnaires.Contains(round.Questionnaire, StringComparer.Ordinal))
        {
            throw new ClientException(
                "OTHER_QUESTIONNAIRE",
                $"Round {round.Year} asked {round.Questionnaire}, which the draft does not name.");
        }

        var current = await store.CurrentAsync(round.Questionnaire!, cancellationToken)
            ?? throw new ClientException(
                "NO_RULE_SET", $"There are no rules for {round.Questionnaire} to compare with.");
        var before = await scorers.OfAsync(current, round.Questionnaire!, cancellationToken);
        var after = new Scorer(rules, before.Questionnaire);
        var (cards, generated) = await ScoreAsync(round.Year, before, after, cancellationToken);
        var impact = RuleSetImpact.Of(before.Questionnaire.Objectives.Select(o => o.Id), cards);
        return new RuleSetImpactView(draft, round, current, cards.Count, generated, impact);
    }

    private async Task<RoundForm> RequireClosedAsync(int year, CancellationToken cancellationToken)
    {
        var round = await questionnaires.RoundAsync(year, cancellationToken)
            ?? throw new ClientException("UNKNOWN_ROUND", $"There is no round {year}.");
        return round.Status == "CLOSED"
            ? round
            : throw new ClientException(
                "ROUND_NOT_CLOSED", $"Round {year} is not closed: its answers may still change.");
    }

    private async Task<(IReadOnlyList<(string, ScoreCard, ScoreCard)> Cards, bool Generated)> ScoreAsync(
        int round, Scorer before, Scorer after, CancellationToken cancellationToken)
    {
        var cards = new List<(string, ScoreCard, ScoreCard)>();
        var generated = false;
        string? next = "";
        while (next is not null)
        {
            var page = await questionnaires.AnswersAsync(round, next, PageSize, cancellationToken);
            foreach (var response in page.Items)
            {
                var sheet = response.ToSheet();
                cards.Add((response.Municipality, before.Score(sheet), after.Score(sheet)));
                generated |= response.Generated;
            }

            next = page.Next;
        }

        return (cards, generated);
    }
}

/// <summary>What a draft would do to a round, as the institute sees it.</summary>
public sealed record RuleSetImpactView(
    RuleSetDraft Of, RoundForm In, string Current, int Responses, bool Generated, RuleSetImpact Impact)
{
    public string Draft => Of.Id;

    public int Revision => Of.Revision;

    public int Round => In.Year;

    public string Questionnaire => In.Questionnaire!;

    public ScoreImpactView Overall => new(Impact.Overall);

    public IReadOnlyList<ObjectiveImpactView> Objectives =>
        [.. Impact.Objectives.Select(o => new ObjectiveImpactView(o))];
}

/// <summary>Numbers rounded to 2 decimals for display.</summary>
public sealed record ScoreImpactView(ScoreImpact Impact)
{
    public int N => Impact.Count;

    public MeanChangeView? Mean => MeanChangeView.Of(Impact.Mean);

    public IReadOnlyList<BandChangeView> BandChanges => [.. Impact.BandChanges.Select(c => new BandChangeView(c))];

    public IReadOnlyList<DifferenceCount> Differences => Impact.Differences;
}

public sealed record ObjectiveImpactView(ObjectiveImpact Impact)
{
    public ObjectiveReference Objective => new(Impact.Objective);

    public MeanChangeView? Anchoring => MeanChangeView.Of(Impact.Anchoring);

    public MeanChangeView? Content => MeanChangeView.Of(Impact.Content);

    public MeanChangeView? Reach => MeanChangeView.Of(Impact.Reach);

    public ScoreImpactView Total => new(Impact.Total);
}

public sealed record MeanChangeView(decimal Before, decimal After, decimal Difference)
{
    public static MeanChangeView? Of(MeanChange? change) => change is null
        ? null
        : new(Points.Shown(change.Before), Points.Shown(change.After), Points.Shown(change.After - change.Before));
}

public sealed record BandChangeView(ScoreChange Change)
{
    public MunicipalityReference Municipality => new(Change.Municipality);

    public Band From => Change.From;

    public Band To => Change.To;

    public decimal Before => Points.Shown(Change.Before);

    public decimal After => Points.Shown(Change.After);
}
