using System.Collections.Concurrent;
using System.Net;
using Monitor.Dapr;
using Monitor.Scoring.Domain;
using Monitor.Scoring.Storage;

namespace Monitor.Scoring.Events;

/// <summary>
/// The measures of every questionnaire that has rules. Questionnaires and rule sets never change, so what was put
/// together once is kept; which rule set is current is looked up each time.
/// </summary>
public sealed class MeasureCatalogue(
    ScoredQuestionnaires scored, RuleSetStore ruleSets, QuestionnaireClient questionnaires)
{
    private readonly ConcurrentDictionary<(string RuleSet, string Questionnaire), IReadOnlyList<KnownMeasure>> known =
        new();

    /// <summary>The measures of one questionnaire, in the order of its questions.</summary>
    /// <exception cref="ClientException">UNKNOWN_QUESTIONNAIRE, or UNAVAILABLE while questionnaire is away.</exception>
    public async Task<IReadOnlyList<KnownMeasure>> OfAsync(string questionnaire, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(questionnaire, cancellationToken)
                ?? throw new ClientException(
                    "UNKNOWN_QUESTIONNAIRE", $"There is no questionnaire {questionnaire} with rules.");
        }
        catch (DaprException)
        {
            throw Unavailable();
        }
    }

    /// <summary>The measures asked for, as far as there are such.</summary>
    /// <exception cref="ClientException">UNAVAILABLE: one is not found, and questionnaire is away.</exception>
    public async Task<IReadOnlyDictionary<MeasureKey, KnownMeasure>> FindAsync(
        IReadOnlyCollection<MeasureKey> keys, CancellationToken cancellationToken)
    {
        var found = new Dictionary<MeasureKey, KnownMeasure>();
        var wanted = keys.ToHashSet();
        var isAway = false;
        foreach (var id in await scored.IdsAsync(cancellationToken))
        {
            try
            {
                foreach (var measure in await ReadAsync(id, cancellationToken) ?? [])
                {
                    if (wanted.Contains(measure.Key))
                    {
                        found[measure.Key] = measure; // the latest wording, as ids are in order of their year
                    }
                }
            }
            catch (DaprException)
            {
                isAway = true;
            }
        }

        return !isAway || found.Count == wanted.Count ? found : throw Unavailable();
    }

    /// <summary>One measure.</summary>
    /// <exception cref="ClientException">UNKNOWN_MEASURE, or UNAVAILABLE while questionnaire is away.</exception>
    public async Task<KnownMeasure> RequireAsync(MeasureKey key, CancellationToken cancellationToken) =>
        (await FindAsync([key], cancellationToken)).GetValueOrDefault(key)
        ?? throw new ClientException(
            "UNKNOWN_MEASURE", "No questionnaire has a measure with this question and option that earns points.");

    /// <summary>The objectives of all questionnaires that have rules, in their latest wording, in order.</summary>
    /// <exception cref="ClientException">UNAVAILABLE while questionnaire is away.</exception>
    public async Task<IReadOnlyList<Objective>> ObjectivesAsync(CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, Objective>(StringComparer.Ordinal);
        foreach (var id in await scored.IdsAsync(cancellationToken))
        {
            try
            {
                foreach (var objective in (await questionnaires.QuestionnaireAsync(id, cancellationToken)).Objectives)
                {
                    found[objective.Id] = objective;
                }
            }
            catch (DaprException failure) when (failure is { CallFailed: false, Status: HttpStatusCode.NotFound })
            {
                // There are rules for it, and it is not published yet.
            }
            catch (DaprException)
            {
                throw Unavailable();
            }
        }

        return [.. found.Values];
    }

    // Null for a questionnaire without rules, or one that questionnaire does not know.
    private async Task<IReadOnlyList<KnownMeasure>?> ReadAsync(
        string questionnaire, CancellationToken cancellationToken)
    {
        if (await ruleSets.CurrentAsync(questionnaire, cancellationToken) is not { } ruleSet)
        {
            return null;
        }

        if (known.TryGetValue((ruleSet, questionnaire), out var measures))
        {
            return measures;
        }

        try
        {
            var document = await questionnaires.QuestionnaireAsync(questionnaire, cancellationToken);
            var rules = await ruleSets.FindAsync(ruleSet, cancellationToken);
            return known.GetOrAdd((ruleSet, questionnaire), KnownMeasure.Of(rules!, document));
        }
        catch (DaprException failure) when (failure is { CallFailed: false, Status: HttpStatusCode.NotFound })
        {
            return null;
        }
    }

    private static ClientException Unavailable() =>
        new("UNAVAILABLE", "The questionnaires cannot be read at the moment; try again.");
}
