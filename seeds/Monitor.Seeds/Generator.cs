namespace Monitor.Seeds;

/// <summary>From the files in <c>seeds/</c> to the files of the demonstration rounds.</summary>
public static class Generator
{
    /// <summary>Both rounds, the latest first: 2014 is made to lie below 2017.</summary>
    /// <exception cref="InvalidDataException">The files contradict each other, or no seed succeeded.</exception>
    public static IReadOnlyList<(DemonstrationRound Round, byte[] File)> Generate(SeedsFolder folder)
    {
        var (later, margins, file2017) = Generate2017(folder);
        var (earlier, file2014) = Generate2014(folder, later, margins);
        return [(later, file2017), (earlier, file2014)];
    }

    private static (DemonstrationRound Round, IReadOnlyList<Margins> Margins, byte[] File) Generate2017(
        SeedsFolder folder)
    {
        const int year = Round2017.Year;
        var questionnaire = Questionnaires.Read(folder.Questionnaire(year));
        var report = Published.Read(folder.Report(year));
        var choices = Choices.Read(folder.Choices(year));
        var margins = Margins.Of(questionnaire, report, choices);
        var round = Round2017.Generate(Areas.Read(folder, year), report, choices, margins);

        var printed = report.ExtraQuestions!;
        var random = ExtraRandom(round);
        var extra = new ExtraAnswers(questionnaire, round, random);
        extra.Deal(
            ReachingTheEnd(round, printed.Respondents, random),
            printed.Complete(choices.ExtraQuestions),
            Centres(folder),
            printed.Correlation.Coefficient);
        var responses = Responses.Of(round, RoundDays.Read(folder.Round(year)), choices, extra);
        return (round, margins, Writer.Write(round, responses));
    }

    private static (DemonstrationRound Round, byte[] File) Generate2014(
        SeedsFolder folder, DemonstrationRound later, IReadOnlyList<Margins> laterMargins)
    {
        const int year = Round2014.Year;
        var questionnaire = Questionnaires.Read(folder.Questionnaire(year));
        var report = Published.Read(folder.Report(year));
        var choices = Choices.Read(folder.Choices(year));
        var margins = Margins.Earlier(questionnaire, laterMargins, choices, report.Participation.Responded);
        var invited = Areas.Read(folder, year - 1);
        var round = new Round2014(
            invited, report, choices, margins, later, code => Areas.HeirsOf(folder, code)).Generate();

        var extra = new ExtraAnswers(questionnaire, round, ExtraRandom(round));
        var stillExists = Enumerable.Range(0, round.Respondents.Count)
            .ToLookup(place => round.Respondents[place].Municipality.SizeClass is not null);
        extra.Deal([.. stillExists[true]], choices.ExtraQuestions, Centres(folder), correlation: null);
        extra.Deal([.. stillExists[false]], choices.Ended!.ExtraQuestions, Centres(folder), correlation: null);
        var days = RoundDays.Read(folder.Round(year)) with { Ends = EndsIn(folder, year) };
        return (round, Writer.Write(round, Responses.Of(round, days, choices, extra)));
    }

    /// <summary>Numbers of their own, so that another extra question moves no score.</summary>
    private static SplitMix64 ExtraRandom(DemonstrationRound round) => new(~(round.Seed << 32));

    /// <summary>The extra questions come last: all who answered everything, and some who answered the end.</summary>
    private static IReadOnlyList<int> ReachingTheEnd(DemonstrationRound round, int count, SplitMix64 random)
    {
        var objectives = round.Sheets.Count;
        List<int> places = [.. round.Sheets[^1].Respondents];
        random.Shuffle(places);
        return [.. places
            .OrderByDescending(place => round.Respondents[place].Objectives.Count == objectives)
            .Take(count)
            .Order()];
    }

    private static HashSet<string> Centres(SeedsFolder folder) =>
        [.. Areas.Rows(folder.Regions).Select(row => row["centre_municipality"]).Where(code => code.Length > 0)];

    /// <summary>The municipalities that ended on 1 January of a year.</summary>
    private static Dictionary<string, DateOnly> EndsIn(SeedsFolder folder, int year)
    {
        var left = Areas.Rows(folder.Municipalities(year)).Select(row => row["code"]).ToHashSet();
        return Areas.Rows(folder.Municipalities(year - 1))
            .Select(row => row["code"])
            .Where(code => !left.Contains(code))
            .ToDictionary(code => code, _ => new DateOnly(year, 1, 1));
    }
}
