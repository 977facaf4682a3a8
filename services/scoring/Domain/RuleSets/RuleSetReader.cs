using System.Text.Json;

namespace Monitor.Scoring.Domain;

/// <summary>
/// Reads the document of a rule set and finds every fault of its form at once, each with its path. Whether the rules
/// fit a questionnaire is for <see cref="RuleSetCheck"/> to say.
/// </summary>
public static class RuleSetReader
{
    /// <summary>Largest document that is read, in UTF-16 units.</summary>
    public const int LargestDocument = 200_000;

    private const int LongestId = 64;
    private const int LongestText = 2_000;

    private static readonly JsonDocumentOptions strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>The rules, or null and what is wrong.</summary>
    public static (RuleSet? Rules, IReadOnlyList<RuleSetFault> Faults) Read(string json)
    {
        var faults = new List<RuleSetFault>();
        if (json.Length > LargestDocument)
        {
            return (null, [new RuleSetFault("", $"The document has more than {LargestDocument} characters.")]);
        }

        try
        {
            using var document = JsonDocument.Parse(json, strict);
            var rules = ReadRuleSet(new DocumentNode(document.RootElement, "", faults));
            return (faults.Count == 0 ? rules : null, faults);
        }
        catch (JsonException notJson)
        {
            return (null, [new RuleSetFault("", $"This is not JSON: {notJson.Message}")]);
        }
        catch (InvalidOperationException)
        {
            return (null, [new RuleSetFault("", "This is not JSON: a text holds half a character.")]);
        }
    }

    /// <summary>The JSON Schema of the form, for editors: it knows what a schema can know.</summary>
    public static string Schema()
    {
        using var stream = typeof(RuleSetReader).Assembly.GetManifestResourceStream("rule-set.schema.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Whether a text can be the id of a rule set: lower case, digits and hyphens.</summary>
    public static bool IsId(string text) =>
        text.Length is >= 1 and <= LongestId
        && text[0] != '-' && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static RuleSet ReadRuleSet(DocumentNode node)
    {
        node.TakeOnly(
            "$schema", "id", "version", "title", "source", "questionnaires", "answeredBy", "bands", "parts",
            "notScored");
        var id = node.Text("id", LongestId);
        if (id.Length > 0 && !IsId(id))
        {
            node.Fault("id", "An id has lower case letters, digits and hyphens, and does not begin with a hyphen.");
        }

        var rules = new RuleSet(
            id,
            node.WholeNumber("version", 1, 1_000_000),
            node.Text("title", LongestText),
            node.TextOrNull("source", LongestText),
            node.Texts("questionnaires", isRequired: true),
            node.Text("answeredBy", LongestId),
            node.Object("bands", ReadNorms) ?? new Norms(0, 0),
            node.List("parts", ReadPart),
            node.Texts("notScored", isRequired: false));
        if (node.Has("parts"))
        {
            CheckParts(rules, node);
        }

        return rules;
    }

    private static Norms ReadNorms(DocumentNode node)
    {
        node.TakeOnly("redBelow", "greenAbove");
        var norms = new Norms(node.Points("redBelow"), node.Points("greenAbove"));
        if (norms.RedBelow > norms.GreenAbove)
        {
            node.Fault("", "The bands overlap: redBelow must not be larger than greenAbove.");
        }

        return norms;
    }

    private static PartRules ReadPart(DocumentNode node)
    {
        node.TakeOnly("part", "maximum", "rules");
        var part = node.OneOf("part", Enum.GetValues<Part>());
        var maximum = node.Points("maximum");
        if (part is { } known && maximum != known.Maximum())
        {
            node.Fault("maximum", $"The maximum of this part is {known.Maximum():0}.");
        }

        return new PartRules(part ?? default, maximum, node.List("rules", ReadRule));
    }

    private static void CheckParts(RuleSet rules, DocumentNode node)
    {
        foreach (var part in Enum.GetValues<Part>())
        {
            var count = rules.Parts.Count(p => p.Part == part);
            if (count != 1)
            {
                node.Fault("parts", $"{DocumentNode.Name(part)} stands here {count} times; each part stands once.");
            }
        }
    }

    private static Rule ReadRule(DocumentNode node)
    {
        var question = node.Text("question", LongestId);
        if (question.IndexOf('*', StringComparison.Ordinal) is var star and >= 0 && star != question.Length - 1)
        {
            node.Fault("question", "A * stands only at the end of a code.");
        }

        var suggestion = node.Text("suggestion", LongestText);
        switch (node.Text("kind", LongestId))
        {
            case "CHOICE":
                node.TakeOnly("kind", "question", "suggestion", "points");
                return new ChoiceRule(question, suggestion, node.PointsByName("points"));
            case "DIVIDED":
                node.TakeOnly("kind", "question", "suggestion", "points");
                return new DividedRule(question, suggestion, node.Points("points"));
            case "PER_MEASURE":
                node.TakeOnly("kind", "question", "suggestion", "points", "cap");
                return new PerMeasureRule(question, suggestion, node.Points("points"), node.Points("cap"));
            case "SHARE":
                node.TakeOnly("kind", "question", "suggestion", "points");
                return new ShareRule(question, suggestion, node.Points("points"));
            case "TEXT":
                node.TakeOnly("kind", "question", "suggestion", "points");
                return new TextRule(question, suggestion, node.Points("points"));
            case var other:
                if (other.Length > 0)
                {
                    node.Fault("kind", "The kinds are CHOICE, DIVIDED, PER_MEASURE, SHARE and TEXT.");
                }

                return new TextRule(question, suggestion, 0);
        }
    }
}
