using System.Text.Json;

namespace Monitor.Questionnaire.Domain;

/// <summary>
/// Reads a questionnaire's document and tells everything that is wrong with it, in the order of the document. What it
/// makes of a document with faults is good for nothing but finding more of them.
/// </summary>
internal sealed class DocumentReader(FaultList faults)
{
    private readonly HashSet<string> objectiveIds = new(StringComparer.Ordinal);
    private readonly Dictionary<(Theme Theme, int Number), string> numbers = [];

    /// <summary>Questions met so far with their options; null where these could not be read.</summary>
    private readonly Dictionary<string, IReadOnlyList<Option>?> earlier = new(StringComparer.Ordinal);

    /// <param name="root">The document.</param>
    /// <param name="id">The id that it must have; null for any.</param>
    public Questionnaire? Read(JsonElement root, string? id)
    {
        if (DocumentObject.Of(root, "", faults) is not { } document)
        {
            return null;
        }

        document.Constant("$schema", QuestionnaireJson.SchemaId);
        var given = document.RequiredId("id");
        if (id is not null && given is not null && given != id)
        {
            document.Fault("id", FaultCode.OtherId, $"This is the document of {id}, and its id stays that.");
        }

        var title = document.Required("title", DocumentLimits.Title);
        var supersedes = document.Id("supersedes");
        if (supersedes is not null && supersedes == given)
        {
            document.Fault("supersedes", FaultCode.UnknownValue, "A version cannot supersede itself.");
        }

        var source = document.Text("source", DocumentLimits.Text);
        var licence = document.Text("licence", DocumentLimits.Label);
        var objectives = Objectives(document);
        var extraQuestions = Questions(document, "extraQuestions", isExtra: true) ?? [];
        document.Close();
        return new Questionnaire(given ?? "", title ?? "", source, licence, objectives, extraQuestions)
        {
            Supersedes = supersedes,
        };
    }

    private IReadOnlyList<Objective> Objectives(DocumentObject document)
    {
        if (!document.Require("objectives")
            || document.Objects("objectives", DocumentLimits.Objectives) is not { } objectives)
        {
            return [];
        }

        if (objectives.Count == 0)
        {
            document.Fault("objectives", FaultCode.TooFew, "A questionnaire has at least one objective.");
        }

        return [.. objectives.Select(Objective)];
    }

    private Objective Objective(DocumentObject read)
    {
        var id = Unique(read, objectiveIds);
        var number = read.RequiredWhole("number", DocumentLimits.Number);
        var theme = read.RequiredMember<Theme>("theme");
        RequireOwnNumber(read, theme, number);

        var title = read.Required("title", DocumentLimits.Title);
        var definition = read.Required("definition", DocumentLimits.Text);
        var rationale = read.Text("rationale", DocumentLimits.Text);
        var provenance = read.Member<Provenance>("provenance") ?? Provenance.Published;
        var source = read.Text("source", DocumentLimits.Text);
        if (provenance == Provenance.Reconstructed && !read.Has("source"))
        {
            read.Fault("source", FaultCode.NoSource, "A reconstructed objective names its source.");
        }

        read.Require("questions");
        var questions = Questions(read, "questions", isExtra: false);
        if (questions is not null && read.Has("questions") && !questions.Any(q => q.Part == Part.Anchoring))
        {
            read.Fault("questions", FaultCode.NoOpening,
                "An objective has at least one anchoring question: the first one tells whether it is answered.");
        }

        read.Close();
        return new Objective(
            id ?? "", number ?? 0, theme ?? default, title ?? "", definition ?? "", rationale, provenance, source,
            questions ?? []);
    }

    private void RequireOwnNumber(DocumentObject read, Theme? theme, int? number)
    {
        if (theme is { } known && number is { } counted && !numbers.TryAdd((known, counted), read.Path))
        {
            read.Fault("number", FaultCode.Duplicate,
                $"The objective at {numbers[(known, counted)]} has this number within the same theme.");
        }
    }

    private IReadOnlyList<Question>? Questions(DocumentObject holder, string name, bool isExtra)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        return holder.Objects(name, DocumentLimits.Questions) is { } questions
            ? [.. questions.Select(q => Question(q, codes, isExtra))]
            : null;
    }

    private Question Question(DocumentObject read, HashSet<string> codes, bool isExtra)
    {
        var id = read.RequiredId("id");
        if (id is not null && earlier.ContainsKey(id))
        {
            read.Fault("id", FaultCode.Duplicate, $"Another question has the id {id}.");
        }

        var code = read.RequiredId("code");
        if (code is not null && !codes.Add(code))
        {
            read.Fault("code", FaultCode.Duplicate, $"Another question beside it has the code {code}.");
        }

        var part = PartOf(read, isExtra);
        var kind = read.RequiredMember<QuestionKind>("kind");
        var label = read.Required("label", DocumentLimits.Label);
        var help = read.Text("help", DocumentLimits.Text);
        var source = read.Text("source", DocumentLimits.Text);
        var condition = ConditionOf(read);
        var options = Options(read, kind);
        var (minimum, maximum) = Range(read, kind);
        read.Close();
        if (id is not null)
        {
            earlier.TryAdd(id, options);
        }

        return new Question(
            id ?? "", code ?? "", part, kind ?? default, label ?? "", help, source, condition, options ?? [],
            minimum, maximum);
    }

    private static Part? PartOf(DocumentObject read, bool isExtra)
    {
        if (!isExtra)
        {
            return read.RequiredMember<Part>("part");
        }

        if (read.Has("part"))
        {
            read.Member<Part>("part");
            read.Fault("part", FaultCode.NotTaken, "An extra question counts for no score, and has no part.");
        }

        return null;
    }

    // A condition looks back only, so that whether a question is asked never goes in circles.
    private Condition? ConditionOf(DocumentObject read)
    {
        if (read.Object("shownWhen") is not { } condition)
        {
            return null;
        }

        var question = condition.RequiredId("question");
        var option = condition.RequiredId("option");
        condition.Close();
        if (question is null || option is null)
        {
            return null;
        }

        if (!earlier.TryGetValue(question, out var options) || options?.Any(o => o.Id == option) == false)
        {
            read.Fault("shownWhen", FaultCode.UnknownCondition,
                $"It depends on {question}={option}, which is not an option of an earlier question.");
        }

        return new Condition(question, option);
    }

    private static IReadOnlyList<Option>? Options(DocumentObject read, QuestionKind? kind)
    {
        if (read.Objects("options", DocumentLimits.Options) is not { } given)
        {
            return null;
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        IReadOnlyList<Option> options = [.. given.Select(o => Option(o, ids))];
        var chooses = kind is QuestionKind.Single or QuestionKind.Multiple;
        if (chooses && options.Count == 0)
        {
            read.Fault("options", FaultCode.TooFew, "A question of this kind has at least one option.");
        }

        if (kind is not null && !chooses && options.Count > 0)
        {
            read.Fault("options", FaultCode.NotTaken, "Only SINGLE and MULTIPLE have options.");
        }

        return options;
    }

    private static Option Option(DocumentObject read, HashSet<string> ids)
    {
        var id = Unique(read, ids);
        var label = read.Required("label", DocumentLimits.Label);
        var option = new Option(id ?? "", label ?? "", read.Flag("exclusive"), read.Flag("takesText"));
        read.Close();
        return option;
    }

    private static (decimal? Minimum, decimal? Maximum) Range(DocumentObject read, QuestionKind? kind)
    {
        var minimum = read.Number("minimum", DocumentLimits.Range);
        var maximum = read.Number("maximum", DocumentLimits.Range);
        foreach (var name in new[] { "minimum", "maximum" })
        {
            if (read.Has(name) && kind is not (null or QuestionKind.Number))
            {
                read.Fault(name, FaultCode.NotTaken, "Only NUMBER has a range; a MARK goes from 1 to 10.");
            }
        }

        if (minimum > maximum)
        {
            read.Fault("minimum", FaultCode.OutOfRange, $"It lies above the maximum of {maximum}.");
        }

        return (minimum, maximum);
    }

    private static string? Unique(DocumentObject read, HashSet<string> ids)
    {
        var id = read.RequiredId("id");
        if (id is not null && !ids.Add(id))
        {
            read.Fault("id", FaultCode.Duplicate, $"The id {id} stands twice.");
        }

        return id;
    }
}
