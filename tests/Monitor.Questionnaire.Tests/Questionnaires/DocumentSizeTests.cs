using System.Text.Json.Nodes;
using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Tests.Questionnaires;

/// <summary>Each limit, one below and one beyond, by our reader and by ajv: the schema says the same numbers.</summary>
public sealed class DocumentSizeTests
{
    /// <summary>Where a text stands, and how many characters it may have.</summary>
    private static readonly (string Pointer, int Longest)[] Texts =
    [
        ("/id", 80), ("/title", 200), ("/supersedes", 80), ("/source", 4_000), ("/licence", 1_000),
        ("/objectives/0/id", 80), ("/objectives/0/title", 200), ("/objectives/0/definition", 4_000),
        ("/objectives/0/rationale", 4_000), ("/objectives/0/source", 4_000),
        ("/objectives/0/questions/2/id", 80), ("/objectives/0/questions/2/code", 80),
        ("/objectives/0/questions/2/label", 1_000), ("/objectives/0/questions/2/help", 4_000),
        ("/objectives/0/questions/2/source", 4_000),
        ("/objectives/0/questions/1/options/1/id", 80), ("/objectives/0/questions/1/options/1/label", 1_000),
    ];

    /// <summary>Where a list stands, and how many items it may have.</summary>
    private static readonly (string Pointer, int Most)[] Lists =
    [
        ("/objectives", 50), ("/objectives/0/questions", 40), ("/extraQuestions", 40),
        ("/objectives/0/questions/1/options", 60),
    ];

    [Fact]
    public async Task Texts_and_lists_go_up_to_their_limits_and_not_beyond()
    {
        var fitting = Texts.Select(t => Documents.Small().Set(t.Pointer, Long(t.Pointer, t.Longest)))
            .Concat(Lists.Select(l => Filled(l.Pointer, l.Most))).ToList();
        var beyond = Texts.Select(t => Documents.Small().Set(t.Pointer, Long(t.Pointer, t.Longest + 1)))
            .Concat(Lists.Select(l => Filled(l.Pointer, l.Most + 1))).ToList();
        var expected = Texts.Select(t => (t.Pointer, FaultCode.TooLong))
            .Concat(Lists.Select(l => (l.Pointer, FaultCode.TooMany))).ToList();

        var judged = await Ajv.JudgeAsync([.. fitting, .. beyond]);

        Assert.All(fitting, d => Assert.Empty(QuestionnaireJson.Examine(d.ToJsonString()).Faults));
        Assert.All(beyond.Zip(expected), pair => Assert.Equal(
            [pair.Second],
            QuestionnaireJson.Examine(pair.First.ToJsonString()).Faults.Select(f => (f.Path, f.Code))));
        Assert.All(judged.Take(fitting.Count), Assert.Empty);
        Assert.All(judged.Skip(fitting.Count), Assert.NotEmpty);
    }

    // 80 characters of two UTF-16 units each: characters are counted as readers, and JSON Schema, count them.
    [Fact]
    public async Task A_character_beyond_16_bits_counts_as_one()
    {
        var document = Documents.Small().Set("/title", string.Concat(Enumerable.Repeat("😀", 200)));

        Assert.Empty(QuestionnaireJson.Examine(document.ToJsonString()).Faults);
        Assert.Empty(Assert.Single(await Ajv.JudgeAsync([document])));
    }

    [Fact]
    public void A_document_beyond_600_000_bytes_is_refused_though_each_part_fits()
    {
        var document = Filled("/objectives", 50);
        var text = new string('é', 4_000);   // 8,000 bytes; 50 objectives of two such texts make 800,000
        foreach (var objective in document["objectives"]!.AsArray())
        {
            objective!["definition"] = text;
            objective["rationale"] = text;
        }

        var fault = Assert.Single(QuestionnaireJson.Examine(document.ToJsonString()).Faults);

        Assert.Equal(("", FaultCode.TooLarge), (fault.Path, fault.Code));
    }

    private static string Long(string pointer, int length) =>
        new(pointer.EndsWith("id", StringComparison.Ordinal) || pointer.EndsWith("code", StringComparison.Ordinal)
            || pointer == "/supersedes"
            ? 'a'
            : 'é', length);

    /// <summary>As many copies of the list's last item as it takes, each with its own id, code and number.</summary>
    private static JsonObject Filled(string pointer, int count)
    {
        var document = Documents.Small();
        JsonNode at = document;
        foreach (var step in pointer.Split('/')[1..])
        {
            at = at is JsonArray items ? items[int.Parse(step, null)]! : at[step]!;
        }

        var list = at.AsArray();
        for (var n = list.Count; n < count; n++)
        {
            list.Add(Renumbered(list[^1]!.DeepClone().AsObject(), $"x{n}", n + 1));
        }

        return document;
    }

    private static JsonObject Renumbered(JsonObject item, string id, int number)
    {
        item["id"] = id;
        if (item.ContainsKey("code"))
        {
            item["code"] = id;
        }

        if (item.ContainsKey("number"))
        {
            item["number"] = number;
            item["questions"]![0]!["id"] = $"{id}.policy";
        }

        return item;
    }
}
