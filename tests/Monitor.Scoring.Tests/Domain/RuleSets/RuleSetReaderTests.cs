using System.Text.Json.Nodes;
using Monitor.Scoring.Domain;

namespace Monitor.Scoring.Tests.Domain.RuleSets;

/// <summary>What is wrong with the document of a rule set, and where.</summary>
public sealed class RuleSetReaderTests
{
    [Fact]
    public void A_document_with_many_faults_tells_each_with_its_path()
    {
        var (rules, faults) = RuleSetReader.Read("""
            {
              "id": "Kind 2", "version": 0, "questionnaires": ["a", "a"], "answeredBy": "policy", "extra": 1,
              "bands": { "redBelow": 80, "greenAbove": 75 },
              "parts": [
                { "part": "ANCHORING", "maximum": 30, "rules": [
                  { "kind": "CHOICE", "question": "policy", "suggestion": "Doe.", "points": { "yes": 10.005 } },
                  { "kind": "TWIST", "question": "laid-down", "suggestion": "Doe." }
                ] },
                { "part": "CONTENT", "maximum": 50, "rules": [
                  { "kind": "DIVIDED", "question": "con*nt", "suggestion": "", "points": "45" },
                  { "kind": "PER_MEASURE", "question": "content-*", "suggestion": "Doe.", "points": -5 }
                ] },
                { "part": "CONTENT", "maximum": 50, "rules": [] }
              ]
            }
            """);

        Assert.Null(rules);
        Assert.Equal(
            [
                "/bands", "/extra", "/id", "/parts", "/parts", "/parts/0/maximum", "/parts/0/rules/0/points/yes",
                "/parts/0/rules/1/kind", "/parts/1/rules/0/points", "/parts/1/rules/0/question",
                "/parts/1/rules/0/suggestion", "/parts/1/rules/1/cap", "/parts/1/rules/1/points", "/parts/2/rules",
                "/questionnaires/1", "/title", "/version",
            ],
            faults.Select(f => f.Path).Order(StringComparer.Ordinal));
        Assert.Contains(faults, f => f.Message == "CONTENT stands here 2 times; each part stands once.");
        Assert.Contains(faults, f => f.Message == "REACH stands here 0 times; each part stands once.");
        Assert.All(faults, f => Assert.NotEmpty(f.Message));
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("")]
    [InlineData("""{ "id": "a", "id": "b" }""")]
    [InlineData("[1]")]
    [InlineData("null")]
    [InlineData("{ \"id\": \"\\ud800\" }")]
    public void What_is_no_object_of_JSON_is_a_fault_and_no_crash(string text)
    {
        var (rules, faults) = RuleSetReader.Read(text);

        Assert.Null(rules);
        Assert.NotEmpty(faults);
    }

    [Fact]
    public void A_path_escapes_what_a_JSON_pointer_would_misread()
    {
        var (_, faults) = RuleSetReader.Read("""{ "a/b~c": 1 }""");

        Assert.Contains(faults, f => f.Path == "/a~1b~0c");
    }

    [Theory]
    [InlineData("child-abuse-1")]
    [InlineData("monitor-1")]
    public void A_document_that_is_written_reads_as_the_same_rules(string id)
    {
        var rules = RuleSet.Parse(Seeds.Read($"rulesets/{id}.json"));

        var again = RuleSet.Parse(rules.Write());

        Assert.Equal(rules.Write(), again.Write());
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse(rules.Write()), JsonNode.Parse(Seeds.Read($"rulesets/{id}.json"))));
    }

    [Fact]
    public void The_schema_for_editors_knows_the_members_and_kinds_that_the_reader_knows()
    {
        var schema = JsonNode.Parse(RuleSetReader.Schema())!;
        var document = JsonNode.Parse(Seeds.Read("rulesets/child-abuse-1.json"))!.AsObject();

        Assert.Equal(
            ["$schema", .. document.Select(p => p.Key)],
            schema["properties"]!.AsObject().Select(p => p.Key));
        foreach (var variant in schema["$defs"]!["rule"]!["oneOf"]!.AsArray())
        {
            AssertReaderAgrees(variant!["properties"]!.AsObject(), document.DeepClone().AsObject());
        }
    }

    // A rule with exactly the members of the variant has no fault; with one less it has one, at that member.
    private static void AssertReaderAgrees(JsonObject members, JsonObject document)
    {
        foreach (var missing in members.Select(p => (string?)p.Key).Append(null))
        {
            var rule = new JsonObject();
            foreach (var (name, form) in members.Where(p => p.Key != missing))
            {
                rule[name] = name switch
                {
                    "kind" => form!["const"]!.DeepClone(),
                    "points" when form!["$ref"] is null => new JsonObject { ["yes"] = 10 },
                    "points" or "cap" => 5,
                    _ => "tekst",
                };
            }

            document["parts"]![2]!["rules"] = new JsonArray(rule);
            var paths = RuleSetReader.Read(document.ToJsonString()).Faults.Select(f => f.Path);
            if (missing is null)
            {
                Assert.Empty(paths);
            }
            else
            {
                Assert.Contains($"/parts/2/rules/0/{missing}", paths);
            }
        }
    }
}
