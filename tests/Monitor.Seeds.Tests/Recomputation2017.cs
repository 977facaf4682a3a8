namespace Monitor.Seeds.Tests;

/// <summary>What the report prints of 2017.</summary>
internal sealed class Recomputation2017() : Recomputation(CheckedInRound.Of2017)
{
    private const string Extra = "extraQuestions";

    private IReadOnlyList<CheckedInResponse> Extras { get; } =
        [.. CheckedInRound.Of2017.Responses.Where(response => response.AnsweredExtra)];

    protected override void Compute()
    {
        Participation();
        foreach (var objective in Questionnaire.Objectives)
        {
            Objective(objective);
        }

        Averages();
        Documents();
        Cooperation();
        Marks();
        Groups("riskGroups", "extra.risk-groups", ["ots", "jgz-cjg"]);
        Groups("targetGroups", "extra.target-groups", ["none", "armoede", "asielzoekerscentra"]);
        YouthInvolved();
        RegionalVision();
    }

    private void Participation()
    {
        var municipalities = Seed.Csv("municipalities-2017.csv");
        var sizeClasses = municipalities.ToDictionary(row => row["code"], row => row["size_class"]);
        this["participation/invited"] = municipalities.Count;
        this["participation/responded"] = Responses.Count;
        this["participation/percentage"] = Percentage(Responses.Count, municipalities.Count);
        foreach (var members in municipalities.GroupBy(row => row["size_class"]))
        {
            var place = $"participation/bySizeClass/{members.Key}";
            var responded = Responses.Count(response => sizeClasses[response.Municipality] == members.Key);
            this[$"{place}/municipalities"] = members.Count();
            this[$"{place}/municipalitiesPercentage"] = Percentage(members.Count(), municipalities.Count);
            this[$"{place}/responded"] = responded;
            this[$"{place}/respondedPercentage"] = Percentage(responded, Responses.Count);
        }
    }

    private void Objective(Objective objective)
    {
        var place = $"objectives/{objective.Id}";
        var respondents = Responses.Where(response => response.Answered(objective.Id)).ToList();
        this[$"{place}/respondents"] = respondents.Count;
        Count(
            $"{place}/inPolicy",
            respondents.Count(r => r.Ticks($"{objective.Id}.policy", "in-policy")),
            respondents.Count);
        foreach (var question in objective.Content)
        {
            foreach (var option in question.Options)
            {
                Count(
                    $"{place}/questions/{question.Id}/options/{option.Id}",
                    respondents.Count(response => response.Ticks(question.Id, option.Id)),
                    respondents.Count);
            }
        }

        // The means of objectives 1 and 9 are drawn, not printed.
        if (objective.Number is not (1 or 9))
        {
            this[$"{place}/meanTotal"] = Whole(respondents.Average(
                response => response.Score.Objectives.Single(score => score.Objective == objective.Id).Total));
        }
    }

    private void Averages()
    {
        Count("averages/below25", Responses.Count(response => response.Score.Average < 25), Responses.Count);
        Count("averages/above75", Responses.Count(response => response.Score.Average > 75), Responses.Count);
        Count(
            "nothingInPolicy",
            Responses.Count(
                response => Questionnaire.Objectives.All(o => !response.Ticks($"{o.Id}.policy", "in-policy"))),
            Responses.Count);
    }

    private void Documents()
    {
        var laidDown = Questionnaire.Objectives.Sum(o => Responses.Count(r => r.Ticks($"{o.Id}.laid-down", "yes")));
        foreach (var document in new[] { "regiovisie", "uitvoeringsplan", "jeugdbeleid", "kadernota-wmo" })
        {
            var named = Questionnaire.Objectives.Sum(o => Responses.Count(r => r.Ticks($"{o.Id}.documents", document)));
            this[$"documents/percentages/{document}/percentage"] = Percentage(named, laidDown);
        }
    }

    private void Cooperation()
    {
        this[$"{Extra}/respondents"] = Extras.Count;
        var answers = Extras.CountBy(response => response.Answers["extra.cooperation"].Options.Single()).ToDictionary();
        foreach (var (option, count) in answers)
        {
            this[$"{Extra}/cooperation/options/{option}/count"] = count;
            if (option != "no")
            {
                this[$"{Extra}/cooperation/options/{option}/percentage"] = Percentage(count, Extras.Count);
            }
        }

        this[$"{Extra}/cooperation/improved"] = answers["somewhat"] + answers["strongly"];
    }

    private void Marks()
    {
        Marks($"{Extra}/marks/tabel 4.12", Extras);
        Marks($"{Extra}/marks/hoofdstuk 5, conclusie 7", Extras);
        this[$"{Extra}/correlation/respondents"] = Extras.Count(r => r.Mark("extra.mark-now") is not null);
        this[$"{Extra}/correlation/coefficient"] = Math.Round(
            Correlation([.. Extras.Select(r => ((double)r.Mark("extra.mark-now")!, (double)r.Score.Average!))]), 2);
    }

    /// <summary>Pearson's r, by its definition.</summary>
    private static decimal Correlation(IReadOnlyList<(double X, double Y)> pairs)
    {
        var (x, y) = (pairs.Average(pair => pair.X), pairs.Average(pair => pair.Y));
        var covariance = pairs.Sum(pair => (pair.X - x) * (pair.Y - y));
        var spread = pairs.Sum(pair => (pair.X - x) * (pair.X - x)) * pairs.Sum(pair => (pair.Y - y) * (pair.Y - y));
        return (decimal)(covariance / Math.Sqrt(spread));
    }

    private void Groups(string name, string question, string[] printed)
    {
        foreach (var option in printed)
        {
            this[$"{Extra}/{name}/options/{option}/percentage"] =
                Percentage(Extras.Count(response => response.Ticks(question, option)), Extras.Count);
        }
    }

    private void YouthInvolved()
    {
        var involved = Extras.Count(response => response.Ticks("extra.youth-involved", "yes"));
        Count($"{Extra}/youthInvolved", involved, Extras.Count);
        this[$"{Extra}/youthInvolved/notInvolvedPercentage"] = Percentage(Extras.Count - involved, Extras.Count);
    }

    private void RegionalVision()
    {
        var answered = Extras.Where(response => response.Answers.ContainsKey("extra.regiovisie")).ToList();
        this[$"{Extra}/regionalVision/respondents"] = answered.Count;
        foreach (var option in new[] { "yes", "centre", "no" })
        {
            var count = answered.Count(response => response.Ticks("extra.regiovisie", option));
            Count($"{Extra}/regionalVision/options/{option}", count, answered.Count);
        }
    }
}
