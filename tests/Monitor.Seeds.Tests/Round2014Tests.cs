namespace Monitor.Seeds.Tests;

/// <summary>What the report says of 2014 in words, and what the round is to show beside that.</summary>
public class Round2014Tests
{
    private static readonly IReadOnlyList<CheckedInResponse> All = CheckedInRound.Of2014.Responses;

    private static readonly IReadOnlyList<CheckedInResponse> Later = CheckedInRound.Of2017.Responses;

    private static readonly Dictionary<string, Municipality> Current =
        Areas.Read(Seed.Folder, 2017).ToDictionary(municipality => municipality.Code);

    /// <summary>The 197 that still exist in 2017.</summary>
    private static readonly IReadOnlyList<CheckedInResponse> Usable =
        [.. All.Where(response => Current.ContainsKey(response.Municipality))];

    private static readonly IReadOnlyList<CheckedInResponse> Ended = [.. All.Except(Usable)];

    [Fact]
    public void The_round_says_that_it_is_generated()
    {
        Assert.True(Seed.Json("rounds", "2014-responses.json").GetProperty("generated").GetBoolean());
        Assert.True(Seed.Json("rounds", "2014.json").GetProperty("generated").GetBoolean());
    }

    [Fact]
    public void Of_408_invited_208_answer_once_and_11_of_them_have_ended()
    {
        var invited = Seed.Csv("municipalities-2013.csv").Select(row => row["code"]).ToHashSet();

        Assert.Equal(408, invited.Count);
        Assert.Equal(208, All.Select(response => response.Municipality).Distinct().Count());
        Assert.Subset(invited, All.Select(response => response.Municipality).ToHashSet());
        Assert.Equal(197, Usable.Count);
        Assert.Equal(11, Ended.Count);
    }

    [Fact]
    public void Everyone_answers_all_ten_objectives_and_the_extra_questions()
    {
        Assert.All(All, response => Assert.Equal(10, response.Score.Objectives.Count));
        Assert.All(All, response => Assert.True(response.AnsweredExtra));
    }

    [Fact]
    public void Responses_came_in_while_the_round_was_open_and_the_municipality_existed()
    {
        var (opens, closes) = (new DateOnly(2013, 12, 2), new DateOnly(2014, 1, 31));
        var left = Seed.Csv("municipalities-2014.csv").Select(row => row["code"]).ToHashSet();

        Assert.All(All, response =>
        {
            var day = DateOnly.FromDateTime(response.SubmittedAt.UtcDateTime);
            Assert.InRange(day, opens, left.Contains(response.Municipality) ? closes : new DateOnly(2013, 12, 31));
        });
    }

    [Fact]
    public void All_predecessors_of_Berg_en_Dal_and_Gooise_Meren_answered_and_some_of_Meierijstad()
    {
        var answered = All.Select(response => response.Municipality).ToHashSet();
        var successions = Seed.Csv("successions.csv");
        IEnumerable<string> Ends(string code) => successions
            .Where(row => row["new_code"] == code)
            .SelectMany(row => Ends(row["old_code"]).Append(row["old_code"]));

        Assert.Equal(["GM0241", "GM0265", "GM0282"], Ends("GM1945").Order());
        Assert.Equal(["GM0381", "GM0424", "GM0425"], Ends("GM1942").Order());
        Assert.Subset(answered, Ends("GM1945").ToHashSet());
        Assert.Subset(answered, Ends("GM1942").ToHashSet());
        Assert.Equal(["GM0844", "GM0860"], Ends("GM1948").Where(answered.Contains).Order());
        Assert.DoesNotContain("GM0846", answered);
    }

    [Fact]
    public void Both_split_municipalities_answered()
    {
        var split = Seed.Csv("successions.csv")
            .Where(row => row["kind"] == "SPLIT" && string.CompareOrdinal(row["date"], "2017-01-01") <= 0)
            .Select(row => row["old_code"]).ToHashSet();

        Assert.Equal(["GM0055", "GM1671"], split.Order());
        Assert.Subset(Ended.Select(response => response.Municipality).ToHashSet(), split);
    }

    [Fact]
    public void Enschede_and_Groningen_answered_both_rounds()
    {
        var both = All.Select(r => r.Municipality).Intersect(Later.Select(r => r.Municipality)).ToHashSet();

        Assert.Subset(both, new HashSet<string> { "GM0153", "GM0014" });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_part_of_every_objective_scores_lower_than_in_2017_also_in_whole_points(bool onlyUsable)
    {
        var before = onlyUsable ? Usable : All;
        for (var number = 1; number <= 10; number++)
        {
            var (earlier, later) = (Means(before, number), Means(Later, number));
            Assert.True(earlier.Anchoring < later.Anchoring, $"Anchoring of {number}: {earlier}, {later}");
            Assert.True(earlier.Content < later.Content, $"Content of {number}: {earlier}, {later}");
            Assert.True(earlier.Reach < later.Reach, $"Reach of {number}: {earlier}, {later}");
            Assert.True(Whole(earlier.Anchoring) < Whole(later.Anchoring), $"Whole anchoring of {number}: {earlier}");
            Assert.True(Whole(earlier.Content) < Whole(later.Content), $"Whole content of {number}: {earlier}");
            Assert.True(Whole(earlier.Reach) < Whole(later.Reach), $"Whole reach of {number}: {earlier}");
        }
    }

    [Fact]
    public void Larger_size_classes_score_higher()
    {
        var means = MeansBySizeClass(Usable);

        Assert.Equal(5, means.Count);
        Assert.All(means.Zip(means.Skip(1)), pair => Assert.True(pair.First + 1.5m <= pair.Second));
    }

    [Fact]
    public void Progress_was_smallest_between_50_000_and_100_000_inhabitants()
    {
        var gains = MeansBySizeClass(Later).Zip(MeansBySizeClass(Usable), (after, before) => after - before).ToList();
        var smallest = gains[(int)SizeClass.From50KTo100K];

        Assert.True(smallest > 0);
        Assert.All(
            gains.Index().Where(gain => gain.Index != (int)SizeClass.From50KTo100K),
            gain => Assert.True(gain.Item >= smallest + 1));
    }

    [Fact]
    public void No_size_class_scored_higher_on_an_objective_than_in_2017()
    {
        var (earlier, later) = (TotalsBySizeClass(Usable), TotalsBySizeClass(Later));

        Assert.Equal(4 * 10, earlier.Count);
        Assert.All(earlier, mean => Assert.True(mean.Value < later[mean.Key], $"{mean} {later[mean.Key]}"));
    }

    [Fact]
    public void No_average_lies_within_half_a_point_of_a_norm() =>
        Assert.All(All, response =>
        {
            Assert.NotInRange(response.Score.Average!.Value, 24.51m, 25.49m);
            Assert.NotInRange(response.Score.Average!.Value, 74.51m, 75.49m);
        });

    [Fact]
    public void No_mean_total_lies_within_half_a_point_of_a_norm() =>
        Assert.All(Enumerable.Range(1, 10), number =>
        {
            Assert.NotInRange(Means(All, number).Total, 24.51m, 25.49m);
            Assert.NotInRange(Means(Usable, number).Total, 24.51m, 25.49m);
        });

    [Theory]
    [InlineData("extra.policy", "yes", 78)]
    [InlineData("extra.youth-involved", "yes", 14)]
    [InlineData("extra.target-groups", "none", 65)]
    [InlineData("extra.target-groups", "armoede", 31)]
    [InlineData("extra.target-groups", "asielzoekerscentra", 1)]
    public void Percentages_come_out_of_all_208_and_of_the_197_that_still_exist(
        string question, string option, int percentage)
    {
        Assert.Equal(percentage, Whole(100 * Share(All, question, option)));
        Assert.Equal(percentage, Whole(100 * Share(Usable, question, option)));
    }

    [Theory]
    [InlineData("extra.mark-past", 5.4)]
    [InlineData("extra.mark-now", 6.4)]
    [InlineData("extra.mark-next", 7.5)]
    public void Marks_come_out_of_all_208_and_of_the_197_that_still_exist(string question, double mean) =>
        Assert.All([All, Usable], group => Assert.Equal(
            (decimal)mean, Math.Round(group.Average(response => (decimal)response.Mark(question)!.Value), 1)));

    [Fact]
    public void A_municipality_says_that_it_has_policy_when_an_objective_is_in_policy() =>
        Assert.All(All, response => Assert.Equal(
            Enumerable.Range(1, 10).Any(number => response.Ticks($"child-abuse-{number}.policy", "in-policy")),
            response.Ticks("extra.policy", "yes")));

    [Fact]
    public void No_risk_group_was_in_view_of_half_and_all_but_one_of_fewer_than_in_2017()
    {
        var later = Later.Where(response => response.AnsweredExtra).ToList();
        foreach (var group in Options("extra.risk-groups"))
        {
            Assert.All([All, Usable], before =>
            {
                var share = Share(before, "extra.risk-groups", group);
                Assert.True(share < 0.5m, group);
                Assert.Equal(group != "zorgmijdend", share < Share(later, "extra.risk-groups", group));
            });
        }
    }

    [Fact]
    public void Fewer_had_a_policy_for_each_target_group_than_in_2017()
    {
        var later = Later.Where(response => response.AnsweredExtra).ToList();

        Assert.All(Options("extra.target-groups"), group => Assert.All([All, Usable], before => Assert.True(
            Share(before, "extra.target-groups", group) < Share(later, "extra.target-groups", group), group)));
    }

    [Fact]
    public void Who_scored_high_in_2014_tends_to_do_so_in_2017()
    {
        var later = Later.ToDictionary(response => response.Municipality, response => response.Score.Average!.Value);
        var both = Usable.Where(response => later.ContainsKey(response.Municipality)).ToList();
        var higher = both.OrderByDescending(response => response.Score.Average).Take(both.Count / 2).ToList();

        Assert.True(both.Count >= 60);
        Assert.True(
            higher.Average(response => later[response.Municipality])
                > both.Except(higher).Average(response => later[response.Municipality]) + 5);
    }

    [Fact]
    public void Twenty_Veilig_Thuis_regions_have_six_respondents_or_more() =>
        Assert.True(Usable.CountBy(r => Current[r.Municipality].VeiligThuis!).Count(region => region.Value >= 6) >= 20);

    private static IEnumerable<string> Options(string question) =>
        Questionnaires.Read(Seed.Folder.Questionnaire(2014)).ExtraQuestions.Single(asked => asked.Id == question)
            .Options.Where(option => !option.Exclusive).Select(option => option.Id);

    private static decimal Share(IReadOnlyList<CheckedInResponse> responses, string question, string option) =>
        responses.Count(response => response.Ticks(question, option)) / (decimal)responses.Count;

    private static List<decimal> MeansBySizeClass(IReadOnlyList<CheckedInResponse> responses) =>
    [
        .. responses.GroupBy(response => Current[response.Municipality].SizeClass)
            .OrderBy(group => group.Key)
            .Select(group => group.Average(response => response.Score.Average!.Value)),
    ];

    /// <summary>As benchmark shows them: the two largest classes are one.</summary>
    private static Dictionary<(SizeClass? SizeClass, string Objective), decimal> TotalsBySizeClass(
        IReadOnlyList<CheckedInResponse> responses) => responses
        .SelectMany(response => response.Score.Objectives.Select(score => (
            SizeClass: Current[response.Municipality].SizeClass is var own && own > SizeClass.From100KTo250K
                ? SizeClass.From100KTo250K
                : own,
            score.Objective,
            score.Total)))
        .GroupBy(line => (line.SizeClass, line.Objective))
        .ToDictionary(group => group.Key, group => group.Average(line => line.Total));

    private static (decimal Anchoring, decimal Content, decimal Reach, decimal Total) Means(
        IReadOnlyList<CheckedInResponse> responses, int number)
    {
        var scores = responses.SelectMany(response => response.Score.Objectives)
            .Where(score => score.Objective == $"child-abuse-{number}").ToList();
        return (
            scores.Average(score => score.Anchoring),
            scores.Average(score => score.Content),
            scores.Average(score => score.Reach),
            scores.Average(score => score.Total));
    }

    private static decimal Whole(decimal value) => Math.Round(value, MidpointRounding.AwayFromZero);
}
