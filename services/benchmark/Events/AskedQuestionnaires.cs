using System.Collections.Concurrent;
using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Events;

/// <summary>Published questionnaires: fetched once, as a published one never changes.</summary>
public sealed class AskedQuestionnaires(QuestionnaireClient client)
{
    private readonly ConcurrentDictionary<string, Questionnaire> known = new(StringComparer.Ordinal);

    public async Task<Questionnaire> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (!known.TryGetValue(id, out var questionnaire))
        {
            questionnaire = await client.QuestionnaireAsync(id, cancellationToken);
            known[id] = questionnaire;
        }

        return questionnaire;
    }
}
