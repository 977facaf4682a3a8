using System.Text.Json.Nodes;
using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Tests.Questionnaires;

public sealed class QuestionnaireJsonTests
{
    [Fact]
    public void The_published_questionnaire_has_ten_objectives_that_open_with_policy()
    {
        Assert.Equal(Enumerable.Range(1, 10), Seeds.Questionnaire.Objectives.Select(o => o.Number));
        Assert.All(Seeds.Questionnaire.Objectives, o => Assert.Equal($"{o.Id}.policy", o.Opening!.Id));
    }

    [Fact]
    public void An_extra_question_comes_last_and_may_depend_on_any_other()
    {
        var questionnaire = QuestionnaireJson.Read("""
            {"id":"test","title":"Test","objectives":[{"id":"o","number":1,"theme":"CHILD_ABUSE","title":"O",
             "definition":"D","questions":[{"id":"q1","code":"policy","part":"ANCHORING","kind":"SINGLE","label":"1",
             "options":[{"id":"a","label":"A"}]}]}],
             "extraQuestions":[{"id":"e1","code":"e1","kind":"MARK","label":"2",
             "shownWhen":{"question":"q1","option":"a"}}]}
            """);

        Assert.Equal(["q1", "e1"], questionnaire.Questions.Select(q => q.Id));
        Assert.Equal(1, questionnaire.PositionOf("e1"));
        Assert.Null(questionnaire.Question("e1")!.Part);
        Assert.Equal(Provenance.Published, questionnaire.Objectives[0].Provenance);
    }

    [Fact]
    public void What_is_written_and_read_again_is_the_same()
    {
        var document = Documents.Small().ToJsonString();
        var read = QuestionnaireJson.Read(document);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(document), JsonNode.Parse(QuestionnaireJson.Write(read))));
        Assert.Equal(
            QuestionnaireJson.Write(read),
            QuestionnaireJson.Write(QuestionnaireJson.Read(QuestionnaireJson.Write(read, isIndented: true))));
    }

    [Fact]
    public void Every_questionnaire_of_the_seeds_keeps_all_it_says()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Seeds.Folder, "questionnaires"), "*.json"))
        {
            var given = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
            var written = JsonNode.Parse(QuestionnaireJson.Write(QuestionnaireJson.Read(given.ToJsonString())))!;
            given["$schema"] = QuestionnaireJson.SchemaId;
            foreach (var question in given["objectives"]!.AsArray().SelectMany(o => o!["questions"]!.AsArray()))
            {
                if (question!["options"]?.AsArray() is [])
                {
                    question.AsObject().Remove("options");   // says nothing
                }
            }

            Assert.True(JsonNode.DeepEquals(given, written), file);
        }
    }

    [Fact]
    public void A_file_that_is_not_whole_names_every_fault()
    {
        var fault = Assert.Throws<FormatException>(() => QuestionnaireJson.Read(
            Documents.Small().Set("/title", null).Set("/objectives/1/source", null).ToJsonString()));

        Assert.Contains("/title: 'title' must be there.", fault.Message, StringComparison.Ordinal);
        Assert.Contains("/objectives/1/source: A reconstructed", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_draft_may_wait_for_what_is_still_to_be_added()
    {
        var reading = QuestionnaireJson.Examine("""{"id":"new","title":"Nieuw","objectives":[]}""");

        Assert.Equal("Nieuw", reading.RequireDraft().Title);
        Assert.Equal([FaultCode.TooFew], reading.Faults.Select(f => f.Code));
        Assert.Throws<InvalidQuestionnaireException>(reading.RequireWhole);
    }
}
