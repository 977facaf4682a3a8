using System.Text.Json.Nodes;
using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Tests.Questionnaires;

public sealed class VersionComparisonTests
{
    private static readonly Questionnaire.Domain.Questionnaire Before = Read(Documents.Small());

    [Fact]
    public void A_copy_under_another_id_differs_in_nothing() =>
        Assert.Empty(VersionComparison.Between(Before, Read(Documents.Small("small-2"))));

    [Theory]
    [InlineData("/title", "\"Anders\"", "QuestionnaireChanged / / title 'Kleine vragenlijst' 'Anders'")]
    [InlineData("/licence", null, "QuestionnaireChanged / / licence 'EUPL-1.2' ''")]
    [InlineData("/objectives/0/title", "\"S\"", "ObjectiveReworded child-abuse-1 / / title 'Screening' 'S'")]
    [InlineData("/objectives/0/rationale", null,
        "ObjectiveReworded child-abuse-1 / / rationale 'Omdat het helpt.' ''")]
    [InlineData("/objectives/0/number", "3", "ObjectiveChanged child-abuse-1 / / number '1' '3'")]
    [InlineData("/objectives/1/provenance", "\"PUBLISHED\"",
        "ObjectiveChanged domestic-violence-1 / / provenance 'RECONSTRUCTED' 'PUBLISHED'")]
    [InlineData("/objectives/0/questions/0/label", "\"Beleid?\"",
        "QuestionReworded child-abuse-1 child-abuse-1.policy / label 'In beleid?' 'Beleid?'")]
    [InlineData("/objectives/0/questions/0/help", null,
        "QuestionReworded child-abuse-1 child-abuse-1.policy / help 'Ook regionaal beleid telt.' ''")]
    [InlineData("/objectives/0/questions/0/kind", "\"MULTIPLE\"",
        "KindChanged child-abuse-1 child-abuse-1.policy / '' 'SINGLE' 'MULTIPLE'")]
    [InlineData("/objectives/0/questions/1/shownWhen/option", "\"no\"",
        "ConditionChanged child-abuse-1 child-abuse-1.content-1 / '' "
        + "'child-abuse-1.policy = yes' 'child-abuse-1.policy = no'")]
    [InlineData("/objectives/0/questions/2/maximum", null,
        "RangeChanged child-abuse-1 child-abuse-1.reached / '' '0 tot en met 100' 'vanaf 0'")]
    [InlineData("/objectives/0/questions/1/part", "\"REACH\"",
        "QuestionChanged child-abuse-1 child-abuse-1.content-1 / part 'CONTENT' 'REACH'")]
    [InlineData("/objectives/0/questions/1/options/1", null,
        "OptionRemoved child-abuse-1 child-abuse-1.content-1 training '' 'Scholing' ''")]
    [InlineData("/objectives/0/questions/1/options/3", """{"id":"plan","label":"Plan"}""",
        "OptionAdded child-abuse-1 child-abuse-1.content-1 plan '' '' 'Plan'")]
    [InlineData("/objectives/0/questions/1/options/1/label", "\"Training\"",
        "OptionReworded child-abuse-1 child-abuse-1.content-1 training label 'Scholing' 'Training'")]
    [InlineData("/objectives/0/questions/1/options/0/exclusive", null,
        "OptionChanged child-abuse-1 child-abuse-1.content-1 none exclusive 'ja' 'nee'")]
    [InlineData("/extraQuestions/1", null, "QuestionRemoved / extra.note / '' 'Toelichting' ''")]
    [InlineData("/extraQuestions/2", """{"id":"extra.two","code":"two","kind":"TEXT","label":"Nog iets?"}""",
        "QuestionAdded / extra.two / '' '' 'Nog iets?'")]
    [InlineData("/objectives/1", null, "ObjectiveRemoved domestic-violence-1 / / '' 'Signaleren' ''")]
    public void One_change_is_one_difference(string at, string? json, string expected)
    {
        var after = Documents.Small();
        after.Set(at, json is null ? null : JsonNode.Parse(json));
        if (at == "/objectives/1")
        {
            after.Set("/extraQuestions/1/shownWhen", null);   // it depended on the objective
        }

        var differences = VersionComparison.Between(Before, Read(after));

        Assert.Equal(Plain(expected), Plain(Show(differences[0])));
        Assert.Equal(at == "/objectives/1" ? 2 : 1, differences.Count);
    }

    [Fact]
    public void Moving_one_to_the_front_moves_only_that_one()
    {
        var after = Documents.Small();
        var options = after["objectives"]![0]!["questions"]![1]!["options"]!.AsArray();
        var last = options[2]!;
        options.RemoveAt(2);
        options.Insert(0, last);

        var moved = Assert.Single(VersionComparison.Between(Before, Read(after)));

        Assert.Equal(
            (DifferenceKind.OptionMoved, "other", "plaats 3", "plaats 1"),
            (moved.Kind, moved.Option, moved.Before, moved.After));
    }

    [Fact]
    public void An_insertion_moves_nobody()
    {
        var after = Documents.Small();
        after["objectives"]!.AsArray().Insert(0, JsonNode.Parse("""
            { "id": "child-abuse-2", "number": 2, "theme": "CHILD_ABUSE", "title": "Nieuw", "definition": "D",
              "questions": [{ "id": "child-abuse-2.policy", "code": "policy", "part": "ANCHORING", "kind": "TEXT",
                              "label": "?" }] }
            """));

        var added = Assert.Single(VersionComparison.Between(Before, Read(after)));

        Assert.Equal((DifferenceKind.ObjectiveAdded, "child-abuse-2"), (added.Kind, added.Objective));
        Assert.Equal("Nieuwe doelstelling child-abuse-2: \"Nieuw\".", added.Text);
    }

    [Fact]
    public void A_question_under_another_objective_has_moved_there()
    {
        var after = Documents.Small();
        var questions = after["objectives"]![0]!["questions"]!.AsArray();
        var reached = questions[2]!;
        questions.RemoveAt(2);
        after["objectives"]![1]!["questions"]!.AsArray().Add(reached);

        var moved = Assert.Single(VersionComparison.Between(Before, Read(after)));

        Assert.Equal(
            (DifferenceKind.QuestionMoved, "child-abuse-1.reached", "child-abuse-1", "domestic-violence-1"),
            (moved.Kind, moved.Question, moved.Before, moved.After));
    }

    [Fact]
    public void Differences_stand_in_the_order_of_the_later_version_and_what_is_gone_comes_last()
    {
        var after = Documents.Small()
            .Set("/objectives/0/questions/1/options/2/label", "Anders")
            .Set("/objectives/0/questions/0/label", "Beleid?")
            .Set("/objectives/0/questions/2", null)
            .Set("/objectives/1/title", "Herkennen")
            .Set("/extraQuestions/0/label", "Cijfer?")
            .Set("/title", "Nieuw");

        Assert.Equal(
            [
                "Vragenlijst: de titel is gewijzigd van \"Kleine vragenlijst\" in \"Nieuw\".",
                "Vraag child-abuse-1.policy: de formulering is gewijzigd van \"In beleid?\" in \"Beleid?\".",
                "Antwoord other van vraag child-abuse-1.content-1: de formulering is gewijzigd van "
                    + "\"Anders, namelijk\" in \"Anders\".",
                "Vraag child-abuse-1.reached vervalt: \"Hoeveel procent?\".",
                "Doelstelling domestic-violence-1: de titel is gewijzigd van \"Signaleren\" in \"Herkennen\".",
                "Vraag extra.mark-now: de formulering is gewijzigd van \"Welk cijfer geeft u?\" in \"Cijfer?\".",
            ],
            VersionComparison.Between(Before, Read(after)).Select(d => d.Text));
    }

    [Fact]
    public void A_changed_question_says_since_when_and_an_unchanged_one_says_nothing()
    {
        var after = Documents.Small("small-2").Set("/supersedes", "small-1")
            .Set("/objectives/0/questions/0/label", "Beleid?")
            .Set("/objectives/0/questions/2/source", "Tabel 4.2")   // alone no change
            .Set("/extraQuestions/2", JsonNode.Parse(
                """{"id":"extra.two","code":"two","kind":"TEXT","label":"Nog iets?"}"""));

        var marked = VersionChanges.Mark(Read(after), [Before]);

        var change = marked.Question("child-abuse-1.policy")!.Change!;
        Assert.Equal((VersionChangeKind.Changed, "small-1"), (change.Kind, change.Since));
        Assert.Equal("In beleid?", change.Before!.Label);
        Assert.Equal("label", Assert.Single(change.Differences).Member);
        Assert.Equal(VersionChangeKind.Added, marked.Question("extra.two")!.Change!.Kind);
        Assert.Null(marked.Question("child-abuse-1.content-1")!.Change);
        Assert.Null(marked.Question("child-abuse-1.reached")!.Change);
        Assert.Null(marked.Question("extra.note")!.Change);
    }

    // The latest does not hold the objective; the one before that does.
    [Fact]
    public void An_objective_is_compared_with_the_latest_version_that_holds_it_where_the_superseded_one_does_not()
    {
        var without = Documents.Small("small-2").Set("/objectives/1", null).Set("/extraQuestions/1", null);
        var again = Documents.Small("small-3").Set("/supersedes", "small-2")
            .Set("/objectives/1/questions/0/label", "In regionaal beleid?");

        var marked = VersionChanges.Mark(Read(again), [Read(without), Before]);

        Assert.Equal("small-1", marked.Question("domestic-violence-1.policy")!.Change!.Since);
        Assert.Equal("small-2", marked.Question("extra.note")!.Change!.Since);
    }

    [Fact]
    public void An_objective_that_no_version_held_has_no_change_to_tell() =>
        Assert.All(VersionChanges.Mark(Before, []).Questions, q => Assert.Null(q.Change));

    private static Questionnaire.Domain.Questionnaire Read(JsonObject document) =>
        QuestionnaireJson.Read(document.ToJsonString());

    private static string Show(Difference d) =>
        $"{d.Kind} {d.Objective} / {d.Question} / {d.Option} {d.Member} '{d.Before}' '{d.After}'";

    // Which parts are there, whatever stands between them.
    private static string Plain(string text) => string.Join(' ', text
        .Replace("/", " ", StringComparison.Ordinal).Replace("''", " ", StringComparison.Ordinal)
        .Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
