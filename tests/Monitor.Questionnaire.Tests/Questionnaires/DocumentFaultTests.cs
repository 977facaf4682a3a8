using System.Text.Json.Nodes;
using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Tests.Questionnaires;

/// <summary>Each way in which a document can be wrong, by our reader and, where it can tell, by ajv.</summary>
public sealed class DocumentFaultTests
{
    private const string Question = "/objectives/0/questions/1";

    /// <summary>Where, the JSON put there (null: taken away), the fault's place and code.</summary>
    public static TheoryData<string, string?, string, FaultCode> Structural => new()
    {
        { "/$schema", "\"https://example.org/other.json\"", "/$schema", FaultCode.UnknownValue },
        { "/$schema", "1", "/$schema", FaultCode.WrongType },
        { "/id", null, "/id", FaultCode.Missing },
        { "/id", "\"Small 1\"", "/id", FaultCode.BadId },
        { "/id", "\"-small\"", "/id", FaultCode.BadId },
        { "/id", "\"small-1\\n\"", "/id", FaultCode.BadId },
        { "/title", "\"\"", "/title", FaultCode.Empty },
        { "/title", "\" \\ufeff\\t\"", "/title", FaultCode.Empty },
        { "/title", "\"a\\u0000b\"", "/title", FaultCode.NotPlainText },
        { "/title", "{}", "/title", FaultCode.WrongType },
        { "/source", "null-value", "/source", FaultCode.WrongType },
        { "/licence", "true", "/licence", FaultCode.WrongType },
        { "/supersedes", "\"Oud\"", "/supersedes", FaultCode.BadId },
        { "/owner", "\"me\"", "/owner", FaultCode.UnknownMember },
        { "/a~1b~0", "1", "/a~01b~00", FaultCode.UnknownMember },
        { "/objectives", null, "/objectives", FaultCode.Missing },
        { "/objectives", "{}", "/objectives", FaultCode.WrongType },
        { "/objectives", "[]", "/objectives", FaultCode.TooFew },
        { "/objectives/1", "\"x\"", "/objectives/1", FaultCode.WrongType },
        { "/objectives/0/number", "0", "/objectives/0/number", FaultCode.OutOfRange },
        { "/objectives/0/number", "1.5", "/objectives/0/number", FaultCode.OutOfRange },
        { "/objectives/0/number", "1000", "/objectives/0/number", FaultCode.OutOfRange },
        { "/objectives/0/number", "1e40", "/objectives/0/number", FaultCode.OutOfRange },
        { "/objectives/0/theme", "\"OTHER\"", "/objectives/0/theme", FaultCode.UnknownValue },
        { "/objectives/0/theme", "\"0\"", "/objectives/0/theme", FaultCode.UnknownValue },
        { "/objectives/0/definition", null, "/objectives/0/definition", FaultCode.Missing },
        { "/objectives/0/provenance", "\"GUESSED\"", "/objectives/0/provenance", FaultCode.UnknownValue },
        { "/objectives/1/source", null, "/objectives/1/source", FaultCode.NoSource },
        { "/objectives/1/questions", null, "/objectives/1/questions", FaultCode.Missing },
        { "/objectives/1/questions", "[]", "/objectives/1/questions", FaultCode.NoOpening },
        { "/objectives/1/questions/0/part", "\"REACH\"", "/objectives/1/questions", FaultCode.NoOpening },
        { Question + "/part", null, Question + "/part", FaultCode.Missing },
        { Question + "/kind", "\"GUESS\"", Question + "/kind", FaultCode.UnknownValue },
        { Question + "/label", null, Question + "/label", FaultCode.Missing },
        { Question + "/options", null, Question + "/options", FaultCode.TooFew },
        { Question + "/options", "[]", Question + "/options", FaultCode.TooFew },
        { Question + "/options/0/exclusive", "\"yes\"", Question + "/options/0/exclusive", FaultCode.WrongType },
        { Question + "/options/0/id", null, Question + "/options/0/id", FaultCode.Missing },
        { Question + "/options/0/points", "5", Question + "/options/0/points", FaultCode.UnknownMember },
        { Question + "/shownWhen/option", null, Question + "/shownWhen/option", FaultCode.Missing },
        { Question + "/shownWhen", "\"yes\"", Question + "/shownWhen", FaultCode.WrongType },
        { Question + "/minimum", "1", Question + "/minimum", FaultCode.NotTaken },
        { "/objectives/0/questions/2/maximum", "\"100\"", "/objectives/0/questions/2/maximum", FaultCode.WrongType },
        { "/objectives/0/questions/2/maximum", "1e13", "/objectives/0/questions/2/maximum", FaultCode.OutOfRange },
        { "/objectives/0/questions/2/options", """[{"id":"a","label":"A"}]""",
            "/objectives/0/questions/2/options", FaultCode.NotTaken },
        { "/extraQuestions/0/part", "\"REACH\"", "/extraQuestions/0/part", FaultCode.NotTaken },
        { "/extraQuestions/0/maximum", "10", "/extraQuestions/0/maximum", FaultCode.NotTaken },
    };

    /// <summary>What a schema cannot say: how parts of a document fit together.</summary>
    public static TheoryData<string, string?, string, FaultCode> OfTheWhole => new()
    {
        { "/supersedes", "\"small-1\"", "/supersedes", FaultCode.UnknownValue },
        { "/objectives/1/id", "\"child-abuse-1\"", "/objectives/1/id", FaultCode.Duplicate },
        { "/objectives/1/theme", "\"CHILD_ABUSE\"", "/objectives/1/number", FaultCode.Duplicate },
        { Question + "/id", "\"child-abuse-1.policy\"", Question + "/id", FaultCode.Duplicate },
        { Question + "/code", "\"policy\"", Question + "/code", FaultCode.Duplicate },
        { "/extraQuestions/0/id", "\"child-abuse-1.reached\"", "/extraQuestions/0/id", FaultCode.Duplicate },
        { Question + "/options/1/id", "\"none\"", Question + "/options/1/id", FaultCode.Duplicate },
        { Question + "/shownWhen/option", "\"perhaps\"", Question + "/shownWhen", FaultCode.UnknownCondition },
        { Question + "/shownWhen/question", "\"child-abuse-1.content-1\"", Question + "/shownWhen",
            FaultCode.UnknownCondition },
        { "/objectives/0/questions/0/shownWhen", """{"question":"domestic-violence-1.policy","option":"yes"}""",
            "/objectives/0/questions/0/shownWhen", FaultCode.UnknownCondition },
        { "/objectives/0/questions/2/minimum", "101", "/objectives/0/questions/2/minimum", FaultCode.OutOfRange },
    };

    [Theory]
    [MemberData(nameof(Structural))]
    [MemberData(nameof(OfTheWhole))]
    public void A_fault_is_told_at_its_place(string at, string? json, string path, FaultCode code)
    {
        var reading = QuestionnaireJson.Examine(Broken(at, json).ToJsonString());

        Assert.Equal((path, code), (reading.Faults[0].Path, reading.Faults[0].Code));

        // Where questions cannot be read, those that depend on them hang in the air.
        Assert.All(reading.Faults.Skip(1), f => Assert.Equal(FaultCode.UnknownCondition, f.Code));
    }

    [Fact]
    public async Task Ajv_refuses_every_structural_fault_and_takes_what_only_a_reader_can_tell()
    {
        var structural = Structural.Select(row => Broken(row.Data.Item1, row.Data.Item2)).ToList();
        var whole = OfTheWhole.Select(row => Broken(row.Data.Item1, row.Data.Item2)).ToList();

        var judged = await Ajv.JudgeAsync([.. structural, .. whole, Documents.Small()]);

        Assert.Empty(structural.Where((_, i) => judged[i].Count == 0).Select(d => d.ToJsonString()));
        Assert.All(judged.Skip(structural.Count), Assert.Empty);
    }

    [Fact]
    public void Every_fault_of_a_document_is_told_in_the_order_of_the_document()
    {
        var document = Documents.Small()
            .Set("/title", null)
            .Set("/objectives/0/theme", "OTHER")
            .Set("/objectives/0/questions/0/options/1/id", "yes")
            .Set("/objectives/0/questions/1/shownWhen/option", "maybe")
            .Set("/objectives/0/colour", "red")
            .Set("/objectives/1/source", null)
            .Set("/extraQuestions/0/part", "REACH");

        var first = QuestionnaireJson.Examine(document.ToJsonString());

        Assert.Equal(
            [
                "/title MISSING",
                "/objectives/0/theme UNKNOWN_VALUE",
                "/objectives/0/questions/0/options/1/id DUPLICATE",
                "/objectives/0/questions/1/shownWhen UNKNOWN_CONDITION",
                "/objectives/0/colour UNKNOWN_MEMBER",
                "/objectives/1/source NO_SOURCE",
                "/extraQuestions/0/part NOT_TAKEN",
            ],
            first.Faults.Select(f => $"{f.Path} {DocumentFault.Text(f.Code)}"));
        Assert.Equal(first.Faults, QuestionnaireJson.Examine(document.ToJsonString()).Faults);
        Assert.Null(first.Questionnaire);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{} {}")]
    public void What_is_no_document_at_all_is_one_fault_at_the_root(string json)
    {
        var fault = Assert.Single(QuestionnaireJson.Examine(json).Faults);

        Assert.Equal(("", FaultCode.WrongType), (fault.Path, fault.Code));
    }

    [Fact]
    public void A_member_that_stands_twice_is_a_fault()
    {
        var json = Documents.Small().ToJsonString().Replace(
            "\"licence\":", "\"licence\":\"twice\",\"licence\":", StringComparison.Ordinal);

        var fault = Assert.Single(QuestionnaireJson.Examine(json).Faults);

        Assert.Equal(("/licence", FaultCode.Duplicate), (fault.Path, fault.Code));
    }

    // No JsonNode can write these down.
    [Theory]
    [InlineData("\"Kleine vragenlijst\"", "\"Kleine \\ud800\"", "/title")]
    [InlineData("\"licence\"", "\"lic\\udc00\"", "")]
    public void Half_a_character_is_a_fault(string text, string broken, string path)
    {
        var json = Documents.Small().ToJsonString().Replace(text, broken, StringComparison.Ordinal);

        var fault = Assert.Single(QuestionnaireJson.Examine(json).Faults);

        Assert.Equal((path, FaultCode.NotPlainText), (fault.Path, fault.Code));
    }

    [Fact]
    public void Faults_without_end_are_cut_off_and_it_says_so()
    {
        var document = Documents.Small();
        document["objectives"] = new JsonArray([.. Enumerable.Range(0, 1_100).Select(_ => JsonValue.Create(1))]);

        var faults = QuestionnaireJson.Examine(document.ToJsonString()).Faults;

        Assert.Equal(1_001, faults.Count);
        Assert.Equal(FaultCode.TooMany, faults[0].Code);
        Assert.Equal(("", FaultCode.TooManyFaults), (faults[^1].Path, faults[^1].Code));
    }

    private static JsonObject Broken(string at, string? json) => json switch
    {
        null => Documents.Small().Set(at, null),
        "null-value" => WithNull(at),
        _ => Documents.Small().Set(at, JsonNode.Parse(json)),
    };

    // A null node takes a member away; a member that is null has to be put there on purpose.
    private static JsonObject WithNull(string at)
    {
        var document = Documents.Small();
        document[at[1..]] = null;
        return document;
    }
}
