namespace Monitor.Seeds.Tests;

/// <summary>The counts that the report leaves open are the chosen ones.</summary>
public class ChoiceTests
{
    private static readonly HashSet<string> Current =
        [.. Areas.Read(Seed.Folder, 2017).Select(municipality => municipality.Code)];

    public static TheoryData<int> Rounds => [2014, 2017];

    [Theory]
    [MemberData(nameof(Rounds))]
    public void Anchoring_own_measures_and_reach_are_as_chosen(int round)
    {
        var responses = CheckedInRound.Of(round).Responses;
        Assert.All(ChoicesOf(round).Objectives, chosen =>
        {
            int Ticked(string code, string option) =>
                responses.Count(response => response.Ticks($"{chosen.Objective}.{code}", option));
            Assert.Equal(chosen.LaidDown, Ticked("laid-down", "yes"));
            Assert.Equal(chosen.Intended, Ticked("policy", "intended"));
            Assert.Equal(chosen.InPolicy ?? Ticked("policy", "in-policy"), Ticked("policy", "in-policy"));
            Assert.Equal(
                chosen.OwnMeasure, responses.Count(r => r.Answers.ContainsKey($"{chosen.Objective}.own-measure")));
            Assert.Equal(chosen.ReachView, Ticked("reach-view", "yes"));
            Assert.All(chosen.ReachShare, share => Assert.Equal(share.Value, Ticked("reach-share", share.Key)));
        });
    }

    [Theory]
    [MemberData(nameof(Rounds))]
    public void Documents_are_as_chosen(int round) =>
        Assert.All(ChoicesOf(round).Documents, document => Assert.Equal(
            document.Value,
            CheckedInRound.Of(round).Responses.SelectMany(r => r.Answers).Count(a =>
                a.Key.EndsWith(".documents", StringComparison.Ordinal) && a.Value.HasTicked(document.Key))));

    [Fact]
    public void A_measure_of_2014_was_ticked_by_the_chosen_percentage_of_its_share_of_2017()
    {
        var questionnaire = Questionnaires.Read(Seed.Folder.Questionnaire(2014));
        foreach (var objective in questionnaire.Objectives)
        {
            var percentage = ChoicesOf(2014).Objectives.Single(chosen => chosen.Objective == objective.Id)
                .ContentPercentage!.Value;
            var later = CheckedInRound.Of2017.Responses.Where(response => response.Answered(objective.Id)).ToList();
            Assert.All(objective.Content, question => Assert.All(
                question.Options.Where(option => !option.Exclusive),
                option => Assert.Equal(
                    later.Count(r => r.Ticks(question.Id, option.Id)) * 208 * percentage / (later.Count * 100),
                    CheckedInRound.Of2014.Responses.Count(r => r.Ticks(question.Id, option.Id)))));
        }
    }

    [Fact]
    public void Averages_of_2014_lie_below_25_and_above_75_as_often_as_chosen()
    {
        var (responses, choices) = (CheckedInRound.Of2014.Responses, ChoicesOf(2014));

        Assert.Equal(choices.Averages!.Below25, responses.Count(response => response.Score.Average < 25));
        Assert.Equal(choices.Averages.Above75, responses.Count(response => response.Score.Average > 75));
    }

    [Fact]
    public void Those_without_anything_in_policy_in_2014_are_as_many_as_chosen()
    {
        var without = CheckedInRound.Of2014.Responses
            .Where(response => Enumerable.Range(1, 10)
                .All(number => !response.Ticks($"child-abuse-{number}.policy", "in-policy")))
            .ToList();

        Assert.Equal(
            ChoicesOf(2014).Averages!.NothingInPolicy, without.Count(r => Current.Contains(r.Municipality)));
        Assert.Equal(ChoicesOf(2014).Ended!.NothingInPolicy, without.Count(r => !Current.Contains(r.Municipality)));
    }

    [Fact]
    public void The_ended_municipalities_that_answered_are_those_chosen() =>
        Assert.Equal(
            ChoicesOf(2014).Ended!.Municipalities.Order(StringComparer.Ordinal),
            CheckedInRound.Of2014.Responses.Select(r => r.Municipality).Where(code => !Current.Contains(code)));

    [Fact]
    public void The_extra_questions_of_2017_are_answered_as_chosen() =>
        AssertExtra(
            ChoicesOf(2017).ExtraQuestions, [.. CheckedInRound.Of2017.Responses.Where(r => r.AnsweredExtra)]);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_extra_questions_of_2014_are_answered_as_chosen(bool existing)
    {
        var chosen = existing ? ChoicesOf(2014).ExtraQuestions : ChoicesOf(2014).Ended!.ExtraQuestions;
        var responses = CheckedInRound.Of2014.Responses
            .Where(response => Current.Contains(response.Municipality) == existing).ToList();

        Assert.Equal(chosen.Respondents, responses.Count);
        Assert.Equal(chosen.YouthInvolved, responses.Count(r => r.Ticks("extra.youth-involved", "yes")));
        AssertExtra(chosen, responses);
    }

    /// <summary>What the report prints of a round is empty here, and is held by <see cref="ReportTests"/>.</summary>
    private static void AssertExtra(ExtraCounts chosen, List<CheckedInResponse> responses)
    {
        void AssertCounts(string question, IReadOnlyDictionary<string, int> counts) => Assert.All(
            counts, count => Assert.Equal(count.Value, responses.Count(r => r.Ticks(question, count.Key))));
        AssertCounts("extra.risk-groups", chosen.RiskGroups);
        AssertCounts("extra.target-groups", chosen.TargetGroups);
        AssertCounts("extra.cooperation", chosen.Cooperation);
        AssertCounts("extra.regiovisie", chosen.RegionalVision);
        Assert.Equal(chosen.CooperationNotes, responses.Count(r => r.Answers.ContainsKey("extra.cooperation-note")));
        AssertMarks(chosen.Marks.Now, responses.Select(r => r.Mark("extra.mark-now")));
        AssertMarks(
            chosen.Marks.LowerInThePast, responses.Select(r => r.Mark("extra.mark-now") - r.Mark("extra.mark-past")));
        AssertMarks(
            chosen.Marks.HigherNext, responses.Select(r => r.Mark("extra.mark-next") - r.Mark("extra.mark-now")));
    }

    private static void AssertMarks(IReadOnlyDictionary<int, int> chosen, IEnumerable<int?> given) =>
        Assert.Equal(
            chosen.OrderBy(count => count.Key),
            given.CountBy(mark => mark!.Value).OrderBy(count => count.Key));

    private static Choices ChoicesOf(int round) => Choices.Read(Seed.Folder.Choices(round));
}
