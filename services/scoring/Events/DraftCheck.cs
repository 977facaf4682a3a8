using System.Net;
using Monitor.Dapr;
using Monitor.Scoring.Domain;
using Monitor.Scoring.Storage;

namespace Monitor.Scoring.Events;

/// <summary>Holds a draft against the form, its questionnaires, and the rule sets that are published.</summary>
public sealed class DraftCheck(QuestionnaireClient questionnaires, RuleSetStore ruleSets)
{
    /// <summary>The rules of a draft that could be published now; else null, and every fault.</summary>
    /// <exception cref="ClientException">UNAVAILABLE: questionnaire does not answer.</exception>
    public async Task<(RuleSet? Rules, IReadOnlyList<RuleSetFault> Faults)> CheckAsync(
        RuleSetDraft draft, CancellationToken cancellationToken)
    {
        var (rules, ofForm) = RuleSetReader.Read(draft.Document);
        if (rules is null)
        {
            return (null, ofForm);
        }

        var faults = new List<RuleSetFault>();
        if (rules.Id != draft.Id)
        {
            faults.Add(new RuleSetFault("/id", $"The id is {draft.Id}, as the draft was begun."));
        }

        faults.AddRange(await FaultsOfVersionAsync(rules, cancellationToken));
        var found = await QuestionnairesAsync(rules, faults, cancellationToken);
        faults.AddRange(RuleSetCheck.FaultsOf(rules, found));
        return (faults.Count == 0 ? rules : null, faults);
    }

    /// <summary>The rules of a draft that could be published now.</summary>
    /// <exception cref="RuleSetRefusedException">The draft has faults.</exception>
    public async Task<RuleSet> RequireAsync(RuleSetDraft draft, CancellationToken cancellationToken)
    {
        var (rules, faults) = await CheckAsync(draft, cancellationToken);
        return rules ?? throw new RuleSetRefusedException(faults);
    }

    private async Task<IEnumerable<RuleSetFault>> FaultsOfVersionAsync(
        RuleSet rules, CancellationToken cancellationToken)
    {
        var published = await ruleSets.ListAsync(questionnaire: null, cancellationToken);
        return published
            .Where(p => p.Rules.Version >= rules.Version
                && p.Rules.Questionnaires.Intersect(rules.Questionnaires, StringComparer.Ordinal).Any())
            .Take(1)
            .SelectMany(p => new RuleSetVersionException(rules.Version, p.Rules.Id, p.Rules.Version).Faults);
    }

    private async Task<IReadOnlyList<Questionnaire>> QuestionnairesAsync(
        RuleSet rules, List<RuleSetFault> faults, CancellationToken cancellationToken)
    {
        var found = new List<Questionnaire>();
        foreach (var (i, id) in rules.Questionnaires.Index())
        {
            try
            {
                found.Add(await questionnaires.QuestionnaireAsync(id, cancellationToken));
            }
            catch (DaprException failure) when (failure is { CallFailed: false, Status: HttpStatusCode.NotFound })
            {
                faults.Add(new RuleSetFault($"/questionnaires/{i}", $"There is no published questionnaire {id}."));
            }
            catch (DaprException)
            {
                throw new ClientException(
                    "UNAVAILABLE", "The questionnaires cannot be read at the moment; try again.");
            }
        }

        return found;
    }
}
