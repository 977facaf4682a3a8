using System.Text.Json.Nodes;
using Monitor.Questionnaire.Domain;
using Monitor.Testing;

namespace Monitor.Questionnaire.Tests.Questionnaires;

/// <summary>Our reader beside ajv with the published schema, on documents that are nearly right.</summary>
public sealed class SchemaAgreementTests
{
    private static readonly int Cases = LongForm.Times(1_500);

    /// <summary>What only a reader can tell, as it compares parts of a document; a schema takes these.</summary>
    private static readonly FaultCode[] BeyondSchemas =
        [FaultCode.Duplicate, FaultCode.UnknownCondition, FaultCode.TooLarge, FaultCode.TooManyFaults];

    private static readonly string[] Values =
    [
        "null", "true", "0", "1", "-3", "2.0", "1.5", "1e300", "\"\"", "\" \"", "\"a\"", "\"A b\"", "\"é\"", "[]",
        "[1]", "{}", "{\"id\":\"x\"}", "\"SINGLE\"", "\"MULTIPLE\"", "\"TEXT\"", "\"NUMBER\"", "\"MARK\"",
        "\"ANCHORING\"", "\"REACH\"", "\"CHILD_ABUSE\"", "\"RECONSTRUCTED\"", "\"PUBLISHED\"", "\"\\u0007\"",
    ];

    [Fact]
    public async Task The_questionnaires_of_the_seeds_are_in_the_form_that_is_published()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Seeds, "questionnaires"), "*.json");
        var judged = await Ajv.JudgeAsync([.. files.Select(f => JsonNode.Parse(File.ReadAllText(f)))]);

        Assert.True(files.Length >= 3);
        Assert.All(judged, Assert.Empty);
        Assert.All(files, f => QuestionnaireJson.Read(File.ReadAllText(f)));
    }

    [Fact]
    public async Task What_our_reader_takes_ajv_takes_and_structural_faults_are_refused_by_both()
    {
        var random = new Random(2018);
        var documents = Enumerable.Range(0, Cases).Select(_ => Spoiled(random)).ToList();

        var judged = await Ajv.JudgeAsync(documents);

        var read = documents.Select(d => QuestionnaireJson.Examine(d.ToJsonString()).Faults).ToList();
        Assert.Empty(documents.Where((_, i) => read[i].Count == 0 && judged[i].Count > 0).Select(Text));
        Assert.Empty(documents.Where((_, i) => read[i].Any(IsStructural) && judged[i].Count == 0).Select(Text));
        Assert.Empty(documents.Where((_, i) => read[i].Count == 0 && Rewritten(documents[i]) is { } fault)
            .Select(Text));

        // Were nearly all of them refused, or taken, the test would say little.
        Assert.InRange(read.Count(faults => faults.Count == 0), Cases / 20, Cases * 19 / 20);
    }

    // A minimum above its maximum, and a version that supersedes itself, compare parts too.
    private static bool IsStructural(DocumentFault fault) =>
        !BeyondSchemas.Contains(fault.Code)
        && !(fault.Code == FaultCode.OutOfRange && fault.Path.EndsWith("/minimum", StringComparison.Ordinal))
        && fault.Path != "/supersedes";

    /// <summary>Null when what was read and written again says the same.</summary>
    private static string? Rewritten(JsonObject document)
    {
        var read = QuestionnaireJson.Read(document.ToJsonString());
        var written = QuestionnaireJson.Write(read);
        return QuestionnaireJson.Write(QuestionnaireJson.Read(written)) == written ? null : written;
    }

    private static string Text(JsonObject document) => document.ToJsonString();

    /// <summary>The small document with one to three changes at random places.</summary>
    private static JsonObject Spoiled(Random random)
    {
        var document = Documents.Small();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var places = Places(document).ToList();
            var (holder, key) = places[random.Next(places.Count)];
            Spoil(holder, key, random, places);
        }

        return document;
    }

    private static void Spoil(
        JsonNode holder, object key, Random random, List<(JsonNode Holder, object Key)> places)
    {
        var (otherHolder, otherKey) = places[random.Next(places.Count)];
        var value = random.Next(3) switch
        {
            0 => JsonNode.Parse(Values[random.Next(Values.Length)]),
            1 => At(otherHolder, otherKey)?.DeepClone(),
            _ => null,
        };
        switch (holder, key)
        {
            case (JsonObject members, string name) when value is null && random.Next(2) == 0:
                members.Remove(name);
                break;
            case (JsonObject members, string name):
                members[random.Next(8) == 0 ? otherKey.ToString()! : name] = value;
                break;
            case (JsonArray list, int index) when value is null:
                list.RemoveAt(index);
                break;
            case (JsonArray list, int index):
                list[index] = value;
                break;
        }
    }

    private static JsonNode? At(JsonNode holder, object key) => key is int index ? holder[index] : holder[(string)key];

    private static IEnumerable<(JsonNode Holder, object Key)> Places(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(
            m => Places(m.Value).Prepend((members, m.Key))),
        JsonArray list => list.SelectMany(
            (item, index) => Places(item).Prepend((list, (object)index))),
        _ => [],
    };
}
