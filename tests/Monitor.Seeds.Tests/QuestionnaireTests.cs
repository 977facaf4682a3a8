using System.Text.Json;

namespace Monitor.Seeds.Tests;

public class QuestionnaireTests
{
    private static readonly Questionnaire Questionnaire = Questionnaires.Read(Seed.Folder.Questionnaire(2017));

    private static readonly IEnumerable<Question> Questions =
        Questionnaire.Objectives.SelectMany(objective => objective.Questions);

    [Fact]
    public void Ten_objectives_stand_in_order() =>
        Assert.Equal(
            Enumerable.Range(1, 10).Select(number => (number, $"child-abuse-{number}")),
            Questionnaire.Objectives.Select(objective => (objective.Number, objective.Id)));

    [Fact]
    public void The_questionnaire_of_2014_asks_the_same() =>
        Assert.True(JsonElement.DeepEquals(
            Seed.Json("questionnaires", "child-abuse-2017.json").GetProperty("objectives"),
            Seed.Json("questionnaires", "child-abuse-2014.json").GetProperty("objectives")));

    [Fact]
    public void Content_questions_and_options_read_as_printed_and_in_the_printed_order()
    {
        var printed = Seed.Json("published", "report-2017.json").GetProperty("objectives").EnumerateArray()
            .SelectMany(objective => objective.GetProperty("questions").EnumerateArray())
            .SelectMany(table => table.GetProperty("options").EnumerateArray().Select(option => (
                table.GetProperty("question").GetString()!,
                table.GetProperty("label").GetString()!,
                option.GetProperty("option").GetString()!,
                option.GetProperty("label").GetString()!)));
        var asked = Questionnaire.Objectives
            .SelectMany(objective => objective.Content)
            .SelectMany(question => question.Options.Select(
                option => (question.Id, question.Label, option.Id, option.Label)));

        Assert.Equal(printed, asked);
    }

    [Fact]
    public void Ids_are_unique_and_fit_for_addresses()
    {
        Assert.Equal(Questions.Count(), Questions.Select(question => question.Id).Distinct().Count());
        Assert.All(Questions, question =>
        {
            Assert.Matches("^child-abuse-[0-9]+[.][a-z0-9-]+$", question.Id);
            Assert.EndsWith($".{question.Code}", question.Id, StringComparison.Ordinal);
            Assert.Equal(question.Options.Count, question.Options.Select(option => option.Id).Distinct().Count());
            Assert.All(question.Options, option => Assert.Matches("^[a-z0-9][a-z0-9-]{0,47}$", option.Id));
        });
    }

    [Fact]
    public void Every_content_question_can_be_answered_with_no_part_of_policy() =>
        Assert.All(
            Questionnaire.Objectives.SelectMany(objective => objective.Content),
            question => Assert.Equal(
                "(geen onderdeel van beleid)", question.Options.Single(option => option.Exclusive).Label));

    [Fact]
    public void Anders_asks_for_a_text_and_nothing_else_does() =>
        Assert.All(
            Questions.SelectMany(question => question.Options),
            option => Assert.Equal(option.Label == "Anders", option.TakesText));

    [Fact]
    public void Conditions_name_an_option_of_an_earlier_question()
    {
        var earlier = new Dictionary<string, Question>();
        foreach (var question in Questions)
        {
            if (question.ShownWhen is { } condition)
            {
                Assert.Contains(earlier[condition.Question].Options, option => option.Id == condition.Option);
            }

            earlier.Add(question.Id, question);
        }
    }

    [Fact]
    public void Titles_are_short_and_say_what_the_objective_is_about() =>
        Assert.All(Questionnaire.Objectives, objective => Assert.InRange(objective.Title.Length, 20, 60));
}
