namespace Monitor.Seeds.Tests;

/// <summary>
/// The report's figures computed again: of 2017 from the checked-in answers and areas, of what the round does not
/// hold (the extra questions, 2014) from the printed counts themselves.
/// </summary>
internal sealed class Recomputation
{
    private readonly Dictionary<string, decimal> figures = [];
    private readonly IReadOnlyDictionary<string, decimal> printed;
    private readonly IReadOnlyList<CheckedInResponse> responses = CheckedInRound.Responses;
    private readonly Questionnaire questionnaire = Questionnaires.Read(Seed.Folder.Questionnaire);

    private Recomputation(IReadOnlyDictionary<string, decimal> printed) => this.printed = printed;

    public static IReadOnlyDictionary<string, decimal> Of(IReadOnlyDictionary<string, decimal> printed)
    {
        var recomputation = new Recomputation(printed);
        recomputation.Participation();
        foreach (var objective in recomputation.questionnaire.Objectives)
        {
            recomputation.Objective(objective);
        }

        recomputation.Averages();
        recomputation.Documents();
        recomputation.RegionalVision();
        recomputation.MarkOfThePast();
        recomputation.Participation2014();
        return recomputation.figures;
    }

    /// <summary>A whole percentage, half away from zero, as the report prints them.</summary>
    private static decimal Percentage(decimal count, decimal of) => Whole(100 * count / of);

    private static decimal Whole(decimal value) => Math.Round(value, MidpointRounding.AwayFromZero);

    private void Participation()
    {
        var municipalities = Seed.Csv("municipalities-2017.csv");
        var sizeClasses = municipalities.ToDictionary(row => row["code"], row => row["size_class"]);
        figures["participation/invited"] = municipalities.Count;
        figures["participation/responded"] = responses.Count;
        figures["participation/percentage"] = Percentage(responses.Count, municipalities.Count);
        foreach (var members in municipalities.GroupBy(row => row["size_class"]))
        {
            var place = $"participation/bySizeClass/{members.Key}";
            var responded = responses.Count(response => sizeClasses[response.Municipality] == members.Key);
            figures[$"{place}/municipalities"] = members.Count();
            figures[$"{place}/municipalitiesPercentage"] = Percentage(members.Count(), municipalities.Count);
            figures[$"{place}/responded"] = responded;
            figures[$"{place}/respondedPercentage"] = Percentage(responded, responses.Count);
        }
    }

    private void Objective(Objective objective)
    {
        var place = $"objectives/{objective.Id}";
        var respondents = responses.Where(response => response.Answered(objective.Id)).ToList();
        figures[$"{place}/respondents"] = respondents.Count;
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

        if (printed.ContainsKey($"{place}/meanTotal"))
        {
            figures[$"{place}/meanTotal"] = Whole(respondents.Average(
                response => response.Score.Objectives.Single(score => score.Objective == objective.Id).Total));
        }
    }

    private void Averages()
    {
        Count("averages/below25", responses.Count(response => response.Score.Average < 25), responses.Count);
        Count("averages/above75", responses.Count(response => response.Score.Average > 75), responses.Count);
        Count(
            "nothingInPolicy",
            responses.Count(
                response => questionnaire.Objectives.All(o => !response.Ticks($"{o.Id}.policy", "in-policy"))),
            responses.Count);
    }

    private void Documents()
    {
        var laidDown = questionnaire.Objectives.Sum(o => responses.Count(r => r.Ticks($"{o.Id}.laid-down", "yes")));
        foreach (var document in new[] { "regiovisie", "uitvoeringsplan", "jeugdbeleid", "kadernota-wmo" })
        {
            var named = questionnaire.Objectives.Sum(o => responses.Count(r => r.Ticks($"{o.Id}.documents", document)));
            figures[$"documents/percentages/{document}/percentage"] = Percentage(named, laidDown);
        }
    }

    /// <summary>The three printed counts decide how many answered.</summary>
    private void RegionalVision()
    {
        const string place = "extraQuestions/regionalVision";
        string[] answers = ["own", "throughCentre", "none"];
        var respondents = answers.Sum(answer => printed[$"{place}/{answer}/count"]);
        figures[$"{place}/respondents"] = respondents;
        foreach (var answer in answers)
        {
            Count($"{place}/{answer}", printed[$"{place}/{answer}/count"], respondents);
        }
    }

    /// <summary>The table decides over the text.</summary>
    private void MarkOfThePast()
    {
        const string place = "extraQuestions/markOfThePast";
        figures[$"{place}/inTable"] = printed[$"{place}/inTable"];
        figures[$"{place}/inText"] = printed[$"{place}/inTable"];
    }

    /// <summary>The classes decide how many answered; the list of 2013 how many were asked.</summary>
    private void Participation2014()
    {
        const string place = "participation2014";
        var invited = Seed.Csv("municipalities-2013.csv").Count;
        string[] classes = [.. Seed.Csv("municipalities-2017.csv").Select(row => row["size_class"]).Distinct()];
        var usable = classes.Sum(name => printed[$"{place}/bySizeClass/{name}/responded"]);
        figures[$"{place}/invited"] = invited;
        figures[$"{place}/responded"] = usable;
        figures[$"{place}/usable"] = usable;
        figures[$"{place}/percentage"] = Percentage(printed[$"{place}/responded"], invited);
        foreach (var name in classes)
        {
            var responded = printed[$"{place}/bySizeClass/{name}/responded"];
            figures[$"{place}/bySizeClass/{name}/responded"] = responded;
            figures[$"{place}/bySizeClass/{name}/respondedPercentage"] = Percentage(responded, usable);
        }
    }

    private void Count(string place, decimal count, decimal of)
    {
        figures[$"{place}/count"] = count;
        figures[$"{place}/percentage"] = Percentage(count, of);
    }
}
