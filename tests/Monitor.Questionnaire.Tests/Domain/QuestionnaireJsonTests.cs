using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Tests.Domain;

public sealed class QuestionnaireJsonTests
{
    [Fact]
    public void The_published_questionnaire_has_ten_objectives_that_open_with_policy()
    {
        Assert.Equal(Enumerable.Range(1, 10), Seeds.Questionnaire.Objectives.Select(o => o.Number));
        Assert.All(Seeds.Questionnaire.Objectives, o => Assert.Equal($"{o.Id}.policy", o.Opening!.Id));
    }

    [Fact]
    public void A_question_that_depends_on_a_later_one_is_a_fault() => Faulty("depends on q2=a", """
        {"id":"q1","code":"q1","part":"ANCHORING","kind":"SINGLE","label":"1","options":[{"id":"a","label":"A"}],
         "shownWhen":{"question":"q2","option":"a"}},
        {"id":"q2","code":"q2","part":"ANCHORING","kind":"SINGLE","label":"2","options":[{"id":"a","label":"A"}]}
        """);

    [Fact]
    public void A_question_that_stands_twice_is_a_fault() => Faulty("q1 stands twice", """
        {"id":"q1","code":"q1","part":"ANCHORING","kind":"TEXT","label":"1"},
        {"id":"q1","code":"q1","part":"ANCHORING","kind":"TEXT","label":"1"}
        """);

    [Fact]
    public void A_choice_without_options_is_a_fault() => Faulty("has 0 options", """
        {"id":"q1","code":"q1","part":"ANCHORING","kind":"SINGLE","label":"1"}
        """);

    [Fact]
    public void An_option_that_stands_twice_is_a_fault() => Faulty("has an option twice", """
        {"id":"q1","code":"q1","part":"ANCHORING","kind":"SINGLE","label":"1",
         "options":[{"id":"a","label":"A"},{"id":"a","label":"B"}]}
        """);

    [Fact]
    public void An_objective_without_an_anchoring_question_is_a_fault() => Faulty("no anchoring question", """
        {"id":"q1","code":"q1","part":"REACH","kind":"TEXT","label":"1"}
        """);

    [Fact]
    public void A_question_of_an_objective_without_a_part_is_a_fault() => Faulty("q1 has no part", """
        {"id":"q1","code":"q1","kind":"TEXT","label":"1"}
        """);

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
    public void An_unknown_kind_is_a_fault() => Faulty("Not a questionnaire", """
        {"id":"q1","code":"q1","part":"ANCHORING","kind":"GUESS","label":"1"}
        """);

    private static void Faulty(string expected, string questions)
    {
        var fault = Assert.Throws<FormatException>(() => QuestionnaireJson.Read($$"""
            {"id":"test","title":"Test","objectives":[{"id":"o","number":1,"theme":"CHILD_ABUSE","title":"O",
             "definition":"D","questions":[{{questions}}]}]}
            """));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }
}
