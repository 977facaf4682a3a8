using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Tests.Questionnaires;

public sealed class DocumentEditTests
{
    [Fact]
    public void A_merge_patch_replaces_what_it_names_removes_what_is_null_and_keeps_the_rest()
    {
        var edited = Edit(e => e.ChangeQuestion("child-abuse-1.content-1", Json(
            """{ "label": "Wat doet u?", "source": null, "shownWhen": { "option": "no" } }""")));

        var question = edited.RequireWhole().Question("child-abuse-1.content-1")!;
        Assert.Equal("Wat doet u?", question.Label);
        Assert.Null(question.Source);
        Assert.Equal(new Condition("child-abuse-1.policy", "no"), question.ShownWhen);
        Assert.Equal(3, question.Options.Count);
    }

    // RFC 7396: nulls in an object that is new there vanish.
    [Fact]
    public void An_object_that_was_not_there_is_merged_into_an_empty_one()
    {
        var edited = Edit(e => e.ChangeQuestion("child-abuse-1.reached", Json(
            """{ "shownWhen": { "question": "child-abuse-1.policy", "option": "yes", "note": null } }""")));

        Assert.Equal(
            new Condition("child-abuse-1.policy", "yes"),
            edited.RequireWhole().Question("child-abuse-1.reached")!.ShownWhen);
    }

    [Fact]
    public void Objectives_are_added_moved_and_removed_by_place()
    {
        var added = Edit(e => e.AddObjective(Json("""
            { "id": "child-abuse-2", "number": 2, "theme": "CHILD_ABUSE", "title": "Twee", "definition": "D",
              "questions": [] }
            """), 1));
        var moved = Edit(e => e.MoveObjective("domestic-violence-1", 0));
        var removed = Edit(e => e.RemoveObjective("child-abuse-1"));

        Assert.Equal(
            ["child-abuse-1", "child-abuse-2", "domestic-violence-1"],
            added.RequireDraft().Objectives.Select(o => o.Id));
        Assert.Equal(["/objectives/1/questions NoOpening"], Faults(added));
        Assert.Equal(["domestic-violence-1", "child-abuse-1"], moved.RequireWhole().Objectives.Select(o => o.Id));
        Assert.Equal(["domestic-violence-1"], removed.RequireWhole().Objectives.Select(o => o.Id));
    }

    [Fact]
    public void Questions_are_added_moved_and_removed_by_place()
    {
        var added = Edit(e => e.AddQuestion(null, Json(
            """{ "id": "extra.first", "code": "first", "kind": "TEXT", "label": "Eerst?" }"""), 0));
        var moved = Edit(e => e.MoveQuestion("child-abuse-1.reached", "domestic-violence-1", 1));
        var removed = Edit(e => e.RemoveQuestion("child-abuse-1.policy"));

        Assert.Equal("extra.first", added.RequireWhole().ExtraQuestions[0].Id);
        Assert.Equal("child-abuse-1.reached", moved.RequireWhole().Objectives[1].Questions[1].Id);
        Assert.Equal(
            ["/objectives/0/questions/0/shownWhen UnknownCondition", "/objectives/0/questions NoOpening"],
            Faults(removed));
    }

    [Fact]
    public void The_first_extra_question_makes_the_list()
    {
        var without = Documents.Small().Set("/extraQuestions", null);
        var edit = new DocumentEdit(QuestionnaireJson.Read(without.ToJsonString()));

        edit.AddQuestion(null, Json("""{ "id": "extra.a", "code": "a", "kind": "MARK", "label": "?" }"""), null);

        Assert.Equal("extra.a", QuestionnaireJson.Examine(edit.Document).RequireWhole().ExtraQuestions.Single().Id);
    }

    [Fact]
    public void What_does_not_fit_is_a_fault_of_the_document_that_follows()
    {
        var edited = Edit(e => e.AddQuestion("domestic-violence-1", Json("""{ "id": "x", "kind": "TEXT" }"""), 0));

        Assert.Equal(
            [
                "/objectives/1/questions/0/code Missing", "/objectives/1/questions/0/part Missing",
                "/objectives/1/questions/0/label Missing",
            ],
            Faults(edited));
    }

    [Theory]
    [InlineData("UNKNOWN_OBJECTIVE")]
    [InlineData("UNKNOWN_QUESTION")]
    [InlineData("BAD_PLACE")]
    [InlineData("BAD_CHANGES")]
    public void What_cannot_be_done_is_refused(string code)
    {
        Action<DocumentEdit> edit = code switch
        {
            "UNKNOWN_OBJECTIVE" => e => e.MoveObjective("child-abuse-9", 0),
            "UNKNOWN_QUESTION" => e => e.RemoveQuestion("child-abuse-9.policy"),
            "BAD_PLACE" => e => e.MoveObjective("child-abuse-1", 2),
            _ => e => e.Change(Json("[]")),
        };

        Assert.Equal(code, Assert.Throws<ClientException>(() => edit(Begin())).Code);
    }

    private static DocumentEdit Begin() => new(QuestionnaireJson.Read(Documents.Small().ToJsonString()));

    private static DocumentReading Edit(Func<DocumentEdit, DocumentEdit> edit) =>
        QuestionnaireJson.Examine(edit(Begin()).Document);

    private static IEnumerable<string> Faults(DocumentReading reading) =>
        reading.Faults.Select(f => $"{f.Path} {f.Code}");

    private static JsonElement Json(string text) => JsonSerializer.SerializeToElement(JsonNode.Parse(text));
}
