using System.Globalization;
using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Tests.Domain;

/// <summary>Tables of a small round, worked by hand.</summary>
public sealed class TallyTests
{
    private static readonly Objective First = AnObjective("one", "regiovisie", "jeugdbeleid");
    private static readonly Objective Second = AnObjective("two", "regiovisie", "veiligheidsplan");
    private static readonly IReadOnlyList<Group> Groups =
        [.. Group.SizeClasses, new Group(GroupKind.VeiligThuis, "VT01", "Streek")];

    private static readonly Questionnaire Questionnaire = new("q", [First, Second])
    {
        ExtraQuestions =
        [
            new ExtraQuestion("extra.groups", "risk-groups", QuestionKind.Multiple, "Welke groepen?")
            {
                Options = [new Option("poor", "Armoede"), new Option("none", "Geen") { Exclusive = true }],
            },
            new ExtraQuestion("extra.mark-now", "mark-now", QuestionKind.Mark, "Ons huidige beleid"),
            new ExtraQuestion("extra.note", "note", QuestionKind.Text, "Toelichting"),
        ],
    };

    [Fact]
    public void Options_are_counted_and_shared_over_those_who_answered_the_objective()
    {
        // 8 answered, 3 in policy: 37.5 % becomes 38. 5 took the course: 62.5 % becomes 63. The ninth left it out.
        var country = Country(
        [
            .. Enumerable.Range(0, 8).Select(i => Sheet(
                ("one.policy", i < 3 ? "in-policy" : "not-in-policy"), ("one.content-1", i < 5 ? "course" : "none"))),
            Sheet(("one.content-1", "course")),
        ]);

        var one = country.Frequencies[0];
        Assert.Equal((8, (SuppressionReason?)null), (one.Respondents, one.Reason));
        Assert.Equal(new Frequency(3, 38), one.InPolicy);
        var question = Assert.Single(one.Questions); // the own measure is a text: it has no options
        Assert.Equal(("content-1", "Maatregelen"), (question.Code, question.Label));
        Assert.Equal(
            [
                new OptionFrequency("none", "Geen", 3, 38),
                new OptionFrequency("course", "Cursus", 5, 63) { IsMeasure = true },
            ],
            question.Options);
        Assert.Null(question.Reason);
    }

    [Fact]
    public void Anchoring_reach_and_own_measures_are_counted_too()
    {
        // 8 answered: 6 in policy, of these 4 laid down, 3 in the vision and 2 in the youth policy; 2 intend to.
        // 5 have a view of the reach; 2 name a measure of their own: 25 %.
        var country = Country(
        [
            .. Enumerable.Range(0, 8).Select(i => Sheet(
                [
                    ("one.policy", i < 6 ? "in-policy" : "intended"),
                    .. i < 6 ? [("one.laid-down", i < 4 ? "yes" : "no")] : Array.Empty<(string, string)>(),
                    .. i < 3 ? [("one.documents", "regiovisie")] : Array.Empty<(string, string)>(),
                    .. i is 2 or 3 ? [("one.documents", "jeugdbeleid")] : Array.Empty<(string, string)>(),
                    ("one.reach-view", i < 5 ? "yes" : "no"),
                ]) with
            {
                Written = i < 2 ? new HashSet<string> { "one.own-measure" } : [],
            }),
        ]);

        var one = country.Frequencies[0];
        Assert.Equal(
            ["policy in-policy 6 75", "policy intended 2 25", "policy not-in-policy 0 0", "laid-down yes 4 50",
                "laid-down no 2 25", "documents regiovisie 3 38", "documents jeugdbeleid 2 25"],
            one.Anchoring.SelectMany(q => q.Options.Select(o => $"{q.Code} {o.Id} {o.Count} {o.Percentage}")));
        Assert.Equal(
            ["reach-view yes 5 63", "reach-view no 3 38"],
            one.Reach.SelectMany(q => q.Options.Select(o => $"{q.Code} {o.Id} {o.Count} {o.Percentage}")));
        Assert.Equal(new Frequency(2, 25), one.OwnMeasure);
    }

    [Fact]
    public void Under_6_respondents_nothing_is_counted()
    {
        var country = Country([.. Enumerable.Range(0, 5).Select(_ => Sheet(("one.policy", "in-policy")))]);

        var one = country.Frequencies[0];
        Assert.Equal(((int?)null, SuppressionReason.TooFew), (one.Respondents, one.Reason));
        Assert.Null(one.InPolicy);
        Assert.Empty(one.Questions);
        Assert.Equal(SuppressionReason.TooFew, country.PolicyNumbers.Reason);
        Assert.Empty(country.PolicyNumbers.Counts);
    }

    [Fact]
    public void Coverage_tells_how_many_have_how_many_objectives_in_policy()
    {
        // Of 10: 4 have both, 3 the first alone, 1 the second alone (it left the first out), 2 none of theirs.
        var country = Country(
        [
            .. Many(4, ("one.policy", "in-policy"), ("two.policy", "in-policy")),
            .. Many(3, ("one.policy", "in-policy"), ("two.policy", "intended")),
            .. Many(1, ("two.policy", "in-policy")),
            .. Many(2, ("one.policy", "not-in-policy"), ("two.policy", "not-in-policy")),
            Sheet(("extra.groups", "poor")), // answered no objective: it has not nothing in policy
        ]);

        Assert.Equal(10, country.PolicyNumbers.Respondents);
        Assert.Equal(
            [new NumberFrequency(0, 2, 20), new NumberFrequency(1, 4, 40), new NumberFrequency(2, 4, 40)],
            country.PolicyNumbers.Counts);
        var coverage = PolicyCoverage.Of(country.Frequencies, country.PolicyNumbers);
        Assert.Equal(
            [(9, new Frequency(7, 78), new Frequency(0, 0)), (10, new Frequency(5, 50), new Frequency(3, 30))],
            coverage.Objectives.Select(o => (o.Respondents!.Value, o.InPolicy!, o.Intended!)));
    }

    [Fact]
    public void Documents_are_shared_over_the_objectives_that_are_laid_down_and_could_name_them()
    {
        // 8 laid the first down, all in the vision, 2 in the youth policy as well; 6 the second, 3 in the vision and
        // 3 in the safety plan. The vision: 11 of 14; the youth policy: 2 of 8; the safety plan: 3 of 6.
        var country = Country(
        [
            .. Enumerable.Range(0, 8).Select(i => Sheet(
            [
                ("one.policy", "in-policy"), ("one.laid-down", "yes"), ("one.documents", "regiovisie"),
                .. i < 2 ? [("one.documents", "jeugdbeleid")] : Array.Empty<(string, string)>(),
                ("two.policy", "in-policy"), ("two.laid-down", i < 6 ? "yes" : "no"),
                .. i < 6
                    ? [("two.documents", i < 3 ? "regiovisie" : "veiligheidsplan")]
                    : Array.Empty<(string, string)>(),
            ])),
        ]);

        Assert.Equal(
            [
                new DocumentFrequency("regiovisie", "regiovisie", 11, 14, 79),
                new DocumentFrequency("jeugdbeleid", "jeugdbeleid", 2, 8, 25),
                new DocumentFrequency("veiligheidsplan", "veiligheidsplan", 3, 6, 50),
            ],
            PolicyCoverage.Of(country.Frequencies, country.PolicyNumbers).Documents);
    }

    [Fact]
    public void Extra_questions_are_shared_over_those_who_answered_them()
    {
        // 10 answered something extra; 8 the groups, of whom 6 tick one: 75 %. Two only wrote a note.
        var country = Country(
        [
            .. Many(6, ("one.policy", "in-policy"), ("extra.groups", "poor")),
            .. Many(2, ("one.policy", "in-policy"), ("extra.groups", "none")),
            .. Many(2, ("one.policy", "in-policy"))
                .Select(s => s with { Written = new HashSet<string> { "extra.note" } }),
            .. Many(3, ("one.policy", "in-policy")),
        ]);

        Assert.Equal(10, country.Extra!.Respondents);
        var groups = Assert.Single(country.Extra.Questions);
        Assert.Equal(("risk-groups", 8), (groups.Code, groups.Respondents!.Value));
        Assert.Equal(
            [new OptionFrequency("poor", "Armoede", 6, 75), new OptionFrequency("none", "Geen", 2, 25)],
            groups.Options);
    }

    [Fact]
    public void Marks_have_a_mean_with_one_decimal_and_a_distribution()
    {
        // 6 x 6, 8 x 7, 2 x 10: 112 / 16 = 7.0; of the first 14 it would be 6.6 (92 / 14 = 6.57).
        int[] marks = [.. Enumerable.Repeat(6, 6), .. Enumerable.Repeat(7, 8), 10, 10];
        var all = Country([.. marks.Select(Marked)]).Extra!.Marks.Single();
        var less = Country([.. marks[..14].Select(Marked)]).Extra!.Marks.Single();

        Assert.Equal((16, 7.0m), (all.Respondents!.Value, all.Mean!.Value));
        Assert.Equal((14, 6.6m), (less.Respondents!.Value, less.Mean!.Value));
        Assert.Equal(
            [0, 0, 0, 0, 0, 6, 8, 0, 0, 2], all.Distribution.OrderBy(m => m.Mark).Select(m => m.Count!.Value));
        Assert.Equal([38, 50, 13], all.Distribution.Where(m => m.Count > 0).Select(m => m.Percentage!.Value));
    }

    [Fact]
    public void A_mean_of_fewer_than_10_marks_is_withheld()
    {
        var nine = Country([.. Enumerable.Repeat(7, 9).Select(Marked)]).Extra!.Marks.Single();

        Assert.Null(nine.Mean);
        Assert.Equal(SuppressionReason.TooFew, nine.Reason);
    }

    [Theory]
    [InlineData(new[] { 10, 20, 30, 40, 50, 60, 70, 80, 90, 100 }, "1.00")] // the mark is a tenth of the average
    [InlineData(new[] { 100, 90, 80, 70, 60, 50, 40, 30, 20, 10 }, "-1.00")]
    [InlineData(new[] { 20, 10, 40, 30, 60, 50, 80, 70, 100, 90 }, "0.94")] // 1 - 6 x 10 / 990 = 0.939
    public void The_own_mark_of_now_is_correlated_with_the_average_score(int[] averages, string expected)
    {
        var country = Country([.. averages.Index().Select(a => (Marked(a.Index + 1), (decimal)a.Item))]);

        Assert.Equal(10, country.Extra!.Correlation!.Respondents);
        Assert.Equal(
            expected, country.Extra.Correlation.Coefficient.ToString("0.00", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Without_spread_or_with_few_there_is_no_correlation()
    {
        var same = Country([.. Enumerable.Range(0, 10).Select(i => (Marked(7), 10m * i))]);
        var nine = Country([.. Enumerable.Range(1, 9).Select(i => (Marked(i), 10m * i))]);

        Assert.Null(same.Extra!.Correlation);
        Assert.Null(nine.Extra!.Correlation);
    }

    [Fact]
    public void Below_the_country_counts_and_respondents_are_rounded_to_5_and_shares_are_of_these()
    {
        // 13 of 19 in policy are shown as 15 of 20: 75 %, where 68 % would tell the 13.
        var tables = Tables(
        [
            .. Enumerable.Range(0, 40).Select(i => (
                Member(i, i < 19 ? "UNDER_25K" : "OVER_100K", 50m),
                Sheet(("one.policy", i is < 13 or >= 30 ? "in-policy" : "intended")))),
        ]);

        var small = tables.Single(t => t.Group.Code == "UNDER_25K").Frequencies[0];
        Assert.Equal((20, new Frequency(15, 75)), (small.Respondents!.Value, small.InPolicy!));
    }

    [Fact]
    public void Without_extra_questions_there_is_no_table_of_them()
    {
        var tally = new Tally(Questionnaire with { ExtraQuestions = [] }, Groups);
        var members = Enumerable.Range(0, 6).Select(i => Member(i, "UNDER_25K", 50m)).ToList();
        members.ForEach(m => tally.Add(m, Sheet(("one.policy", "in-policy"))));

        var tables = tally.Shown(Cells(members), generated: false);

        Assert.All(tables, t => Assert.Null(t.Extra));
        Assert.Equal(6, tables[0].Frequencies[0].Respondents);
    }

    [Fact]
    public void A_questionnaire_of_nineteen_objectives_has_tables_of_all_of_them()
    {
        var questionnaire = Benchmark.Domain.Questionnaire.Parse(
            DemonstrationRound.Read("questionnaires/monitor-2018.json"));
        var ids = questionnaire.Objectives.Select(o => o.Id).ToList();
        var members = Enumerable.Range(0, 12).Select(i => Member(i, "UNDER_25K", 50m) with
        {
            Scores = ids.ToDictionary(
                o => o,
                _ => i % 2 == 0 ? new ObjectiveScore(0, 0, 0, Band.Red) : new ObjectiveScore(25, 50, 25, Band.Green)),
        }).ToList();
        var tally = new Tally(questionnaire, Groups);
        foreach (var (number, member) in members.Index())
        {
            // Six have all nineteen in policy, laid down in the vision; six none.
            tally.Add(member, Sheet(
            [
                .. ids.SelectMany(o => number < 6
                    ? [($"{o}.policy", "in-policy"), ($"{o}.laid-down", "yes"), ($"{o}.documents", "regiovisie")]
                    : new[] { ($"{o}.policy", "not-in-policy") }),
            ]));
        }

        var country = tally.Shown(ShownCells.Of(members, ids, Groups), generated: false)[0];
        var coverage = PolicyCoverage.Of(country.Frequencies, country.PolicyNumbers);

        Assert.Equal(19, coverage.Objectives.Count);
        Assert.All(coverage.Objectives, o => Assert.Equal(new Frequency(6, 50), o.LaidDown));
        Assert.Equal([0, 19], coverage.Numbers.Counts.Where(n => n.Count == 6).Select(n => n.Objectives));
        Assert.Equal(20, coverage.Numbers.Counts.Count);
        Assert.Equal(
            new DocumentFrequency("regiovisie", "Regiovisie", 114, 114, 100),
            coverage.Documents.Single(d => d.Id == "regiovisie"));
        Assert.Equal(SuppressionReason.TooFew, country.Extra!.Reason); // nobody answered an extra question
    }

    private static Objective AnObjective(string id, params string[] documents) => new(id,
    [
        new Question($"{id}.policy", "policy", Part.Anchoring, "In beleid?")
        {
            Kind = QuestionKind.Single,
            Options = [new("in-policy", "Ja"), new("intended", "Voornemen"), new("not-in-policy", "Nee")],
        },
        new Question($"{id}.laid-down", "laid-down", Part.Anchoring, "Vastgelegd?")
        {
            Kind = QuestionKind.Single, Options = [new("yes", "Ja"), new("no", "Nee")],
        },
        new Question($"{id}.documents", "documents", Part.Anchoring, "Waarin?")
        {
            Options = [.. documents.Select(d => new Option(d, d))],
        },
        new Question($"{id}.content-1", "content-1", Part.Content, "Maatregelen")
        {
            Options = [new Option("none", "Geen") { Exclusive = true }, new Option("course", "Cursus")],
        },
        new Question($"{id}.own-measure", "own-measure", Part.Content, "Eigen maatregel") { Kind = QuestionKind.Text },
        new Question($"{id}.reach-view", "reach-view", Part.Reach, "Zicht?")
        {
            Kind = QuestionKind.Single, Options = [new("yes", "Ja"), new("no", "Nee")],
        },
    ]);

    private static IEnumerable<Sheet> Many(int count, params (string Question, string Option)[] ticked) =>
        Enumerable.Range(0, count).Select(_ => Sheet(ticked));

    private static Sheet Marked(int mark) => Sheet(("one.policy", "in-policy")) with
    {
        Numbers = new Dictionary<string, decimal> { ["extra.mark-now"] = mark },
    };

    private static Sheet Sheet(params (string Question, string Option)[] ticked) => new(
        ticked.GroupBy(t => t.Question).ToDictionary(
            t => t.Key, t => (IReadOnlyList<string>)[.. t.Select(o => o.Option)], StringComparer.Ordinal),
        new HashSet<string>(),
        new Dictionary<string, decimal>());

    private static Participant Member(int number, string sizeClass, decimal total) => new(
        $"GM{number:0000}", sizeClass, null,
        new Dictionary<string, ObjectiveScore>
        {
            ["one"] = new(0, total, 0, Band.Orange), ["two"] = new(0, total, 0, Band.Orange),
        },
        Generated: false);

    private static GroupTables Country(IReadOnlyList<Sheet> sheets) => Country([.. sheets.Select(s => (s, 50m))]);

    private static GroupTables Country(IReadOnlyList<(Sheet Sheet, decimal Average)> sheets) =>
        Tables([.. sheets.Index().Select(s => (Member(s.Index, "UNDER_25K", s.Item.Average), s.Item.Sheet))])[0];

    private static IReadOnlyList<GroupTables> Tables(IReadOnlyList<(Participant Member, Sheet Sheet)> members)
    {
        var tally = new Tally(Questionnaire, Groups);
        foreach (var (member, sheet) in members)
        {
            tally.Add(member, sheet);
        }

        return tally.Shown(Cells([.. members.Select(m => m.Member)]), generated: false);
    }

    // As if their points differed enough: what is hidden because they do not is tested with disclosure control.
    private static ShownCells Cells(IReadOnlyList<Participant> members)
    {
        ObjectiveScore[] levels =
            [new(0, 0, 0, Band.Red), new(5, 20, 10, Band.Orange), new(25, 50, 25, Band.Green)];
        var spread = members.Select((member, i) => member with
        {
            Scores = member.Scores.Keys.ToDictionary(o => o, _ => levels[i % 3], StringComparer.Ordinal),
        });
        return ShownCells.Of(new ReleaseCase([.. spread], ["one", "two"], Groups) { AreCountsPublished = true });
    }
}
