using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Tests.Domain;

public sealed class AnswerCheckTests
{
    private static readonly Question One = Question(QuestionKind.Single, ["yes", "no"]);
    private static readonly Question Many = Question(QuestionKind.Multiple, ["none!", "folder", "course", "other+"]);
    private static readonly Question Text = Question(QuestionKind.Text, []);
    private static readonly Question Mark = Question(QuestionKind.Number, []) with { Minimum = 1, Maximum = 10 };

    [Fact]
    public void Options_are_kept_once_and_in_the_order_of_the_question()
    {
        var kept = AnswerCheck.Of(Many, Given(options: ["course", "folder", "course"]));

        Assert.Equal(["folder", "course"], kept.Options);
    }

    [Fact]
    public void Text_loses_the_space_around_it_and_nothing_else() =>
        Assert.Equal("een  eigen\nplan", AnswerCheck.Of(Text, Given(text: "  een  eigen\nplan \t")).Text);

    [Fact]
    public void An_answer_of_nothing_is_empty_for_each_kind()
    {
        foreach (var question in new[] { One, Many, Text, Mark })
        {
            Assert.True(AnswerCheck.Of(question, Given(text: "  ")).IsEmpty);
        }
    }

    [Fact]
    public void An_option_that_excludes_the_others_may_stand_alone() =>
        Assert.Equal(["none"], AnswerCheck.Of(Many, Given(options: ["none"])).Options);

    [Fact]
    public void Text_goes_with_the_option_that_takes_it() =>
        Assert.Equal("huisbezoek", AnswerCheck.Of(Many, Given(options: ["other"], text: "huisbezoek")).Text);

    [Fact]
    public void Numbers_at_both_ends_of_the_range_are_taken()
    {
        Assert.Equal(1, AnswerCheck.Of(Mark, Given(number: 1)).Number);
        Assert.Equal(10, AnswerCheck.Of(Mark, Given(number: 10)).Number);
    }

    [Fact]
    public void An_unknown_option_is_refused_with_the_options_there_are()
    {
        var refusal = Refused("UNKNOWN_OPTION", One, Given(options: ["maybe"]));

        Assert.Contains("yes, no", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("q", refusal.Details!["question"]);
    }

    [Fact]
    public void Two_options_of_a_single_question_are_refused() =>
        Refused("ONE_OPTION", One, Given(options: ["yes", "no"]));

    [Fact]
    public void An_exclusive_option_with_a_measure_is_refused() =>
        Refused("EXCLUSIVE_OPTION", Many, Given(options: ["folder", "none"]));

    [Fact]
    public void Text_without_the_option_that_takes_it_is_refused()
    {
        Refused("TEXT_NOT_TAKEN", Many, Given(options: ["folder"], text: "huisbezoek"));
        Refused("TEXT_NOT_TAKEN", Many, Given(text: "huisbezoek"));
        Refused("TEXT_NOT_TAKEN", One, Given(options: ["yes"], text: "zeker"));
        Refused("TEXT_NOT_TAKEN", Mark, Given(text: "zes"));
    }

    [Fact]
    public void Text_fits_up_to_its_limit()
    {
        Assert.Equal(2_000, AnswerCheck.Of(Text, Given(text: new string('a', 2_000))).Text!.Length);
        Refused("TEXT_TOO_LONG", Text, Given(text: new string('a', 2_001)));
        Assert.Equal(500, AnswerCheck.Of(Many, Given(["other"], new string('a', 500))).Text!.Length);
        Refused("TEXT_TOO_LONG", Many, Given(["other"], new string('a', 501)));
    }

    [Theory]
    [InlineData('\0')]
    [InlineData('\u001b')]
    [InlineData('\ud800')]
    [InlineData('\udc00')]
    public void Text_that_cannot_be_stored_is_refused(char unit)
    {
        Refused("BAD_ANSWER", Text, Given(text: $"a{unit}"));
        Refused("BAD_ANSWER", Text, Given(text: $"a{unit}b"));
    }

    [Fact]
    public void Characters_beyond_the_basic_plane_are_taken() =>
        Assert.Equal("🏠", AnswerCheck.Of(Text, Given(text: "🏠")).Text);

    [Theory]
    [InlineData(0.99)]
    [InlineData(10.01)]
    [InlineData(-1e9)]
    public void A_number_outside_the_range_is_refused(double number)
    {
        var refusal = Refused("NUMBER_OUT_OF_RANGE", Mark, Given(number: (decimal)number));

        Assert.Contains("from 1 to 10", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6.5)]
    [InlineData(11)]
    public void A_mark_is_a_whole_number_from_1_to_10(double number)
    {
        var mark = Question(QuestionKind.Mark, []);

        Assert.Equal(6, AnswerCheck.Of(mark, Given(number: 6)).Number);
        Refused("NUMBER_OUT_OF_RANGE", mark, Given(number: (decimal)number));
    }

    [Fact]
    public void An_answer_of_another_kind_is_refused()
    {
        Refused("UNKNOWN_OPTION", Text, Given(options: ["yes"]));
        Refused("UNKNOWN_OPTION", Mark, Given(options: ["yes"]));
        Refused("BAD_ANSWER", Text, Given(number: 3));
        Refused("BAD_ANSWER", One, Given(number: 3));
    }

    private static AnswerRefusedException Refused(string code, Question question, Answer given)
    {
        var refusal = Assert.Throws<AnswerRefusedException>(() => AnswerCheck.Of(question, given));
        Assert.Equal(code, refusal.Code);
        return refusal;
    }

    private static Answer Given(string[]? options = null, string? text = null, decimal? number = null) =>
        new("q", options ?? [], text, number);

    // "none!" excludes the others, "other+" takes text.
    private static Question Question(QuestionKind kind, string[] options) => new(
        "q", "q", Part.Content, kind, "Vraag", null, null, null,
        [.. options.Select(o => new Option(o.TrimEnd('!', '+'), o, o.EndsWith('!'), o.EndsWith('+')))],
        null, null);
}
