using System.Collections.Concurrent;
using Monitor.Scoring.Domain;
using Monitor.Scoring.Storage;

namespace Monitor.Scoring.Events;

/// <summary>
/// A scorer for each rule set and questionnaire: both never change once published, so each is made once in the life of
/// the process.
/// </summary>
public sealed class Scorers(RuleSetStore ruleSets, QuestionnaireClient questionnaires)
{
    private readonly ConcurrentDictionary<(string RuleSet, string Questionnaire), Scorer> known = new();

    /// <exception cref="InvalidOperationException">There is no such rule set.</exception>
    public async Task<Scorer> OfAsync(string ruleSet, string questionnaire, CancellationToken cancellationToken)
    {
        if (known.TryGetValue((ruleSet, questionnaire), out var found))
        {
            return found;
        }

        var rules = await ruleSets.FindAsync(ruleSet, cancellationToken)
            ?? throw new InvalidOperationException($"There is no rule set {ruleSet}.");
        var document = await questionnaires.QuestionnaireAsync(questionnaire, cancellationToken);
        return known.GetOrAdd((ruleSet, questionnaire), new Scorer(rules, document));
    }
}
