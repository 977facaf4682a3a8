using Monitor.Dapr;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Monitor.Scoring.Domain;
using Monitor.Scoring.Events;
using Monitor.Scoring.Storage;

namespace Monitor.Scoring.Graph;

/// <summary>Answers what other answers would come to. Nothing is kept.</summary>
public sealed class WhatIfResolvers(QuestionnaireClient questionnaires, RuleSetStore ruleSets, Scorers scorers)
{
    /// <summary>Answers in one question at most: more than a questionnaire has.</summary>
    public const int MostAnswers = 1_000;

    /// <summary><c>Municipality.whatIf</c>.</summary>
    public ValueTask<IReadOnlyList<object?>> WhatIfAsync(
        IReadOnlyList<MunicipalityReference> municipalities, FieldContext context, CancellationToken cancellationToken)
    {
        var asked = new WhatIfArguments(
            context.Argument<int>("round"),
            context.Argument<IReadOnlyList<GivenAnswer>>("answers"),
            context.Argument<WhatIfBase>("from"),
            context.Argument<string?>("ruleSet"));
        return OwnOnly.ForEachAsync(municipalities, context, async own =>
        {
            context.Caller().RequireRole(Role.Officer, Role.Coordinator, Role.Reader);
            if (asked.Answers.Count > MostAnswers)
            {
                throw new ClientException("TOO_MANY_ANSWERS", $"At most {MostAnswers} answers fit in one question.");
            }

            try
            {
                return await AnswerAsync(own, asked, cancellationToken);
            }
            catch (DaprException)
            {
                throw new ClientException("UNAVAILABLE", "The answers cannot be read at the moment; try again.");
            }
        });
    }

    private async Task<WhatIfView> AnswerAsync(
        string municipality, WhatIfArguments asked, CancellationToken cancellationToken)
    {
        var round = await questionnaires.RoundAsync(asked.Round, cancellationToken)
            ?? throw new ClientException("UNKNOWN_ROUND", $"There is no round {asked.Round}.");
        var present = asked.From == WhatIfBase.Nothing
            ? null
            : await questionnaires.AnswersOfAsync(
                municipality, asked.Round, asked.From == WhatIfBase.Saved, cancellationToken);
        var questionnaire = present?.Questionnaire ?? round.Questionnaire!;
        var scorer = await ScorerAsync(questionnaire, asked.RuleSet, cancellationToken);
        var before = present?.ToSheet() ?? AnswerSheet.Empty;
        var after = before.With(scorer.Questionnaire, asked.Answers);
        return new WhatIfView(
            asked.Round, asked.From, present?.Revision, scorer.Questionnaire,
            scorer.Score(before), scorer.Score(after));
    }

    private async Task<Scorer> ScorerAsync(
        string questionnaire, string? ruleSet, CancellationToken cancellationToken)
    {
        if (ruleSet is null)
        {
            ruleSet = await ruleSets.CurrentAsync(questionnaire, cancellationToken)
                ?? throw new ClientException("NO_RULE_SET", $"There are no rules for {questionnaire} yet.");
        }
        else if (await ruleSets.FindAsync(ruleSet, cancellationToken) is not { } rules)
        {
            throw RuleSetResolvers.UnknownRuleSet(ruleSet);
        }
        else if (!rules.Questionnaires.Contains(questionnaire, StringComparer.Ordinal))
        {
            throw new ClientException("OTHER_QUESTIONNAIRE", $"{ruleSet} has no rules for {questionnaire}.");
        }

        return await scorers.OfAsync(ruleSet, questionnaire, cancellationToken);
    }

    private sealed record WhatIfArguments(
        int Round, IReadOnlyList<GivenAnswer> Answers, WhatIfBase From, string? RuleSet);
}

/// <summary>The answers that others are tried in place of.</summary>
public enum WhatIfBase
{
    Submitted,
    Saved,
    Nothing,
}
