using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitor.Questionnaire.Domain;

/// <summary>The JSON form of a questionnaire, and the checks that a published one has passed.</summary>
public static class QuestionnaireJson
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    };

    /// <summary>Reads and checks a questionnaire.</summary>
    /// <exception cref="FormatException">Not in the form, or it contradicts itself; names every fault.</exception>
    public static Questionnaire Read(string json)
    {
        Questionnaire questionnaire;
        try
        {
            questionnaire = JsonSerializer.Deserialize<Questionnaire>(json, Form)
                ?? throw new FormatException("A questionnaire cannot be null.");
        }
        catch (JsonException fault)
        {
            throw new FormatException($"Not a questionnaire: {fault.Message}", fault);
        }

        questionnaire = WithoutNulls(questionnaire);
        var faults = FaultsOf(questionnaire).ToList();
        return faults.Count == 0
            ? questionnaire
            : throw new FormatException($"Questionnaire {questionnaire.Id}: {string.Join(' ', faults)}");
    }

    // The form leaves out empty lists; the rest of the code need not know.
    private static Questionnaire WithoutNulls(Questionnaire read) => new(
        read.Id,
        read.Title,
        read.Source,
        read.Licence,
        [.. (read.Objectives ?? []).Select(o => o with { Questions = WithoutNulls(o.Questions) })],
        WithoutNulls(read.ExtraQuestions));

    private static IReadOnlyList<Question> WithoutNulls(IReadOnlyList<Question>? questions) =>
        [.. (questions ?? []).Select(q => q with { Options = q.Options ?? [] })];

    private static IEnumerable<string> FaultsOf(Questionnaire questionnaire)
    {
        foreach (var objective in questionnaire.Objectives)
        {
            if (objective.Opening is null)
            {
                yield return $"Objective {objective.Id} has no anchoring question.";
            }

            if (objective is { Provenance: Provenance.Reconstructed, Source: null })
            {
                yield return $"Objective {objective.Id} is reconstructed and names no source.";
            }
        }

        var earlier = new Dictionary<string, Question>(StringComparer.Ordinal);
        foreach (var question in questionnaire.Questions)
        {
            foreach (var fault in FaultsOf(question, earlier))
            {
                yield return fault;
            }

            if (!earlier.TryAdd(question.Id, question))
            {
                yield return $"Question {question.Id} stands twice.";
            }
        }

        foreach (var question in questionnaire.ExtraQuestions.Where(q => q.Part is not null))
        {
            yield return $"Question {question.Id} belongs to no objective and cannot have a part.";
        }

        foreach (var question in questionnaire.Objectives.SelectMany(o => o.Questions).Where(q => q.Part is null))
        {
            yield return $"Question {question.Id} has no part.";
        }
    }

    private static IEnumerable<string> FaultsOf(Question question, Dictionary<string, Question> earlier)
    {
        var chooses = question.Kind is QuestionKind.Single or QuestionKind.Multiple;
        if (chooses != question.Options.Count > 0)
        {
            yield return $"Question {question.Id} of kind {question.Kind} has {question.Options.Count} options.";
        }

        if (question.Options.DistinctBy(o => o.Id).Count() != question.Options.Count)
        {
            yield return $"Question {question.Id} has an option twice.";
        }

        // A condition looks back only, so that whether a question is asked never goes in circles.
        if (question.ShownWhen is { } condition
            && earlier.GetValueOrDefault(condition.Question)?.Option(condition.Option) is null)
        {
            yield return $"Question {question.Id} depends on {condition.Question}={condition.Option}, "
                + "which is not an option of an earlier question.";
        }
    }
}
