using Monitor.Scoring.Domain;
using Monitor.Scoring.Storage;

namespace Monitor.Scoring.Events;

/// <summary>
/// The scores of a municipality in all rounds: its own, and where it did not answer, those derived by the rule of
/// successions. The caller has checked who asks.
/// </summary>
public sealed class HistoryOf(
    ScoreHistoryStore scores, Lineages lineages, QuestionnaireClient questionnaires, RuleSetStore ruleSets)
{
    /// <summary>In order of the rounds; a round in which neither it nor a predecessor answered is absent.</summary>
    public async Task<IReadOnlyList<RoundScores>> ReadAsync(string municipality, CancellationToken cancellationToken)
    {
        var own = await scores.OwnAsync(municipality, cancellationToken);
        var lineage = await lineages.CurrentAsync(own.Select(s => s.Round), cancellationToken);
        var derived = lineage.Rounds.Keys.Except(own.Select(s => s.Round))
            .Select(round => (Round: round, Successor: lineage.Of(municipality, round)))
            .Where(r => r.Successor is not null)
            .ToList();
        if (derived.Count == 0)
        {
            return own;
        }

        var answered = await OfPredecessorsAsync(derived.Select(d => d.Successor!), cancellationToken);
        var all = own.ToList();
        foreach (var (round, successor) in derived)
        {
            if (await DeriveAsync(round, successor!, answered, cancellationToken) is { } found)
            {
                all.Add(found);
            }
        }

        return [.. all.OrderBy(s => s.Round)];
    }

    private async Task<Dictionary<string, IReadOnlyList<RoundScores>>> OfPredecessorsAsync(
        IEnumerable<Successor> successors, CancellationToken cancellationToken)
    {
        // Each is read as itself, so that row security shows no more than the lineage names.
        var found = new Dictionary<string, IReadOnlyList<RoundScores>>(StringComparer.Ordinal);
        foreach (var code in successors.SelectMany(s => s.Sources).Select(s => s.Code).Distinct(StringComparer.Ordinal))
        {
            found[code] = await scores.OwnAsync(code, cancellationToken);
        }

        return found;
    }

    private async Task<RoundScores?> DeriveAsync(
        int round,
        Successor successor,
        Dictionary<string, IReadOnlyList<RoundScores>> history,
        CancellationToken cancellationToken)
    {
        var answered = successor.Sources
            .Select(s => (s.Code, Scores: history[s.Code].FirstOrDefault(r => r.Round == round)))
            .Where(s => s.Scores is not null)
            .ToDictionary(s => s.Code, s => s.Scores!, StringComparer.Ordinal);
        if (answered.Count == 0)
        {
            return null;
        }

        var rules = new Dictionary<string, (int Version, Norms Norms)>(StringComparer.Ordinal);
        foreach (var id in answered.Values.Select(s => s.RuleSet).Distinct(StringComparer.Ordinal))
        {
            var found = await ruleSets.FindAsync(id, cancellationToken);
            rules[id] = (found!.Version, found.Bands);
        }

        var form = answered.Values.First().Questionnaire;
        var questionnaire = await questionnaires.QuestionnaireAsync(form, cancellationToken);
        return SuccessionRule.Derive(successor, answered, questionnaire, id => rules[id]);
    }
}
