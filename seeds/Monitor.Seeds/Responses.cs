namespace Monitor.Seeds;

/// <summary>Writes the sheets of a round out as answers to the questions, with documents, texts and times.</summary>
/// <remarks>None of what is added here earns points: a document's name, a text, a time.</remarks>
public sealed class Responses
{
    private readonly DemonstrationRound round;
    private readonly RoundDays days;
    private readonly SplitMix64 random;
    private readonly Queue<string> documents;

    private Responses(DemonstrationRound round, RoundDays days, Choices choices)
    {
        this.round = round;
        this.days = days;

        // A seed of its own: another text does not move who scores what.
        random = new SplitMix64(~round.Seed);
        List<string> named = [.. choices.Documents.SelectMany(entry => Enumerable.Repeat(entry.Key, entry.Value))];
        random.Shuffle(named);
        documents = new Queue<string>(named);
    }

    /// <summary>The responses by municipality code.</summary>
    /// <exception cref="InvalidDataException">There are not as many documents as laid-down objectives.</exception>
    public static IReadOnlyList<Response> Of(
        DemonstrationRound round, RoundDays days, Choices choices, ExtraAnswers extra)
    {
        var writing = new Responses(round, days, choices);
        List<Response> responses = [.. round.Respondents.Select((r, place) => writing.Write(r, place, extra))];
        return writing.documents.Count == 0
            ? responses
            : throw new InvalidDataException($"{writing.documents.Count} documents are left over.");
    }

    private Response Write(Respondent respondent, int place, ExtraAnswers extra) => new(
        respondent.Municipality.Code,
        days.Moment(respondent.Municipality.Code, random),
        [
            .. round.Sheets
                .Select(sheet => (Sheet: sheet, Row: sheet.RowOf(place)))
                .Where(line => line.Row is not null)
                .SelectMany(line => Objective(line.Sheet, line.Row!.Value)),
            .. extra.Of(place),
        ]);

    private List<Answer> Objective(Sheet sheet, int row)
    {
        var id = sheet.Margins.Objective.Id;
        return
        [
            .. Anchoring(id, sheet.Anchoring[row]),
            .. sheet.Margins.Questions.Select((question, place) => Content(question, sheet.Ticks[place][row])),
            .. OwnMeasure(sheet, row),
            .. Reach(id, sheet.Reach[row]),
        ];
    }

    private IEnumerable<Answer> Anchoring(string objective, Anchoring level)
    {
        yield return new Answer($"{objective}.policy", [level switch
        {
            Seeds.Anchoring.NotInPolicy => "not-in-policy",
            Seeds.Anchoring.Intended => "intended",
            _ => "in-policy",
        }]);
        if (level >= Seeds.Anchoring.InPolicy)
        {
            yield return new Answer($"{objective}.laid-down", [level == Seeds.Anchoring.LaidDown ? "yes" : "no"]);
        }

        if (level == Seeds.Anchoring.LaidDown)
        {
            var document = documents.TryDequeue(out var next)
                ? next
                : throw new InvalidDataException("There are fewer documents than laid-down objectives.");
            yield return new Answer(
                $"{objective}.documents", [document], document == "other" ? OneOf(Wording.OtherDocuments) : null);
        }
    }

    private Answer Content(QuestionMargins question, int ticks)
    {
        var ticked = question.Measures.Select(measure => measure.Option).Where((_, bit) => (ticks & (1 << bit)) != 0);
        List<Option> options = ticks == 0
            ? [question.Question.Options.Single(option => option.Exclusive)]
            : [.. ticked];
        return new Answer(
            question.Question.Id,
            [.. options.Select(option => option.Id)],
            options.Any(option => option.TakesText) ? OneOf(Wording.OtherMeasures) : null);
    }

    private IEnumerable<Answer> OwnMeasure(Sheet sheet, int row)
    {
        if (sheet.OwnMeasure[row])
        {
            var objective = sheet.Margins.Objective;
            yield return new Answer($"{objective.Id}.own-measure", [], OneOf(Wording.OwnMeasures[objective.Number]));
        }
    }

    private static IEnumerable<Answer> Reach(string objective, Reach level)
    {
        yield return new Answer($"{objective}.reach-view", [level == Seeds.Reach.NoView ? "no" : "yes"]);
        if (level != Seeds.Reach.NoView)
        {
            yield return new Answer($"{objective}.reach-share", [level switch
            {
                Seeds.Reach.None => "none",
                Seeds.Reach.LessThanHalf => "less-than-half",
                Seeds.Reach.MoreThanHalf => "more-than-half",
                _ => "everyone",
            }]);
        }
    }

    private string OneOf(IReadOnlyList<string> texts) => texts[random.Below(texts.Count)];
}
