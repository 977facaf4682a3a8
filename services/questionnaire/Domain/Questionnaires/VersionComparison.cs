using System.Globalization;
using System.Text.Json;

namespace Monitor.Questionnaire.Domain;

/// <summary>
/// What differs between two versions. Objectives, questions and options are the same when their ids are. In the order
/// of the later version; what it no longer holds comes after what it does, at each level.
/// </summary>
public static class VersionComparison
{
    public static IReadOnlyList<Difference> Between(Questionnaire before, Questionnaire after) =>
        [.. OfHeads(before, after), .. OfObjectives(before, after), .. OfExtraQuestions(before, after)];

    /// <summary>What differs in a question that is asked in both, but for its place.</summary>
    public static IReadOnlyList<Difference> Between(string? objective, Question before, Question after) =>
        [.. OfQuestion(objective, before, after)];

    private static IEnumerable<Difference> OfHeads(Questionnaire before, Questionnaire after)
    {
        Difference?[] heads =
        [
            Head("title", before.Title, after.Title),
            Head("source", before.Source, after.Source),
            Head("licence", before.Licence, after.Licence),
        ];
        return heads.OfType<Difference>();

        static Difference? Head(string member, string? before, string? after) => before == after
            ? null
            : new Difference(DifferenceKind.QuestionnaireChanged, null, null, null, member, before, after);
    }

    private static IEnumerable<Difference> OfObjectives(Questionnaire before, Questionnaire after)
    {
        var old = before.Objectives.ToDictionary(o => o.Id, StringComparer.Ordinal);
        var moved = Moves.Between(Ids(before.Objectives), Ids(after.Objectives));
        foreach (var objective in after.Objectives)
        {
            if (!old.TryGetValue(objective.Id, out var was))
            {
                yield return new Difference(
                    DifferenceKind.ObjectiveAdded, objective.Id, null, null, null, null, objective.Title);
                continue;
            }

            if (moved.TryGetValue(objective.Id, out var places))
            {
                yield return new Difference(DifferenceKind.ObjectiveMoved, objective.Id, null, null, null,
                    Place(places.Before), Place(places.After));
            }

            foreach (var difference in OfObjective(was, objective).Concat(
                OfQuestions(objective.Id, was.Questions, objective.Questions, before, after)))
            {
                yield return difference;
            }
        }

        var kept = after.Objectives.Select(o => o.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var objective in before.Objectives.Where(o => !kept.Contains(o.Id)))
        {
            yield return new Difference(
                DifferenceKind.ObjectiveRemoved, objective.Id, null, null, null, objective.Title, null);
        }
    }

    private static IEnumerable<Difference> OfExtraQuestions(Questionnaire before, Questionnaire after) =>
        OfQuestions(null, before.ExtraQuestions, after.ExtraQuestions, before, after);

    private static IEnumerable<Difference> OfObjective(Objective before, Objective after)
    {
        const DifferenceKind worded = DifferenceKind.ObjectiveReworded;
        const DifferenceKind changed = DifferenceKind.ObjectiveChanged;
        Difference?[] found =
        [
            Of(worded, "title", before.Title, after.Title),
            Of(worded, "definition", before.Definition, after.Definition),
            Of(worded, "rationale", before.Rationale, after.Rationale),
            Of(changed, "number", Number(before.Number), Number(after.Number)),
            Of(changed, "theme", Name(before.Theme), Name(after.Theme)),
            Of(changed, "provenance", Name(before.Provenance), Name(after.Provenance)),
            Of(changed, "source", before.Source, after.Source),
        ];
        return found.OfType<Difference>();

        Difference? Of(DifferenceKind kind, string member, string? before, string? now) => before == now
            ? null
            : new Difference(kind, after.Id, null, null, member, before, now);
    }

    // A question that another objective asks now has moved; one that nobody asks any more was removed.
    private static IEnumerable<Difference> OfQuestions(
        string? objective,
        IReadOnlyList<Question> old,
        IReadOnlyList<Question> now,
        Questionnaire before,
        Questionnaire after)
    {
        var moved = Moves.Between(Ids(old), Ids(now));
        foreach (var question in now)
        {
            if (before.Question(question.Id) is not { } was)
            {
                yield return new Difference(
                    DifferenceKind.QuestionAdded, objective, question.Id, null, null, null, question.Label);
                continue;
            }

            if (HolderOf(before, question.Id) is var holder && holder != objective)
            {
                yield return new Difference(DifferenceKind.QuestionMoved, objective, question.Id, null, null,
                    holder ?? "extra vragen", objective ?? "extra vragen");
            }
            else if (moved.TryGetValue(question.Id, out var places))
            {
                yield return new Difference(DifferenceKind.QuestionMoved, objective, question.Id, null, null,
                    Place(places.Before), Place(places.After));
            }

            foreach (var difference in OfQuestion(objective, was, question))
            {
                yield return difference;
            }
        }

        foreach (var question in old.Where(q => after.Question(q.Id) is null))
        {
            yield return new Difference(
                DifferenceKind.QuestionRemoved, objective, question.Id, null, null, question.Label, null);
        }
    }

    private static IEnumerable<Difference> OfQuestion(string? objective, Question before, Question after)
    {
        const DifferenceKind worded = DifferenceKind.QuestionReworded;
        const DifferenceKind changed = DifferenceKind.QuestionChanged;
        Difference?[] found =
        [
            Of(worded, "label", before.Label, after.Label),
            Of(worded, "help", before.Help, after.Help),
            Of(DifferenceKind.KindChanged, null, Name(before.Kind), Name(after.Kind)),
            Of(DifferenceKind.ConditionChanged, null, Text(before.ShownWhen), Text(after.ShownWhen)),
            Of(DifferenceKind.RangeChanged, null, Range(before), Range(after)),
            Of(changed, "code", before.Code, after.Code),
            Of(changed, "part", Name(before.Part), Name(after.Part)),
            Of(changed, "source", before.Source, after.Source),
        ];
        return found.OfType<Difference>().Concat(OfOptions(objective, before, after));

        Difference? Of(DifferenceKind kind, string? member, string? before, string? now) => before == now
            ? null
            : new Difference(kind, objective, after.Id, null, member, before, now);
    }

    private static IEnumerable<Difference> OfOptions(string? objective, Question before, Question after)
    {
        var moved = Moves.Between([.. before.Options.Select(o => o.Id)], [.. after.Options.Select(o => o.Id)]);
        foreach (var option in after.Options)
        {
            if (before.Option(option.Id) is not { } was)
            {
                yield return Of(DifferenceKind.OptionAdded, option.Id, null, null, option.Label);
                continue;
            }

            if (moved.TryGetValue(option.Id, out var places))
            {
                yield return Of(
                    DifferenceKind.OptionMoved, option.Id, null, Place(places.Before), Place(places.After));
            }

            if (was.Label != option.Label)
            {
                yield return Of(DifferenceKind.OptionReworded, option.Id, "label", was.Label, option.Label);
            }

            if (was.Exclusive != option.Exclusive)
            {
                yield return Of(
                    DifferenceKind.OptionChanged, option.Id, "exclusive", Yes(was.Exclusive), Yes(option.Exclusive));
            }

            if (was.TakesText != option.TakesText)
            {
                yield return Of(
                    DifferenceKind.OptionChanged, option.Id, "takesText", Yes(was.TakesText), Yes(option.TakesText));
            }
        }

        foreach (var option in before.Options.Where(o => after.Option(o.Id) is null))
        {
            yield return Of(DifferenceKind.OptionRemoved, option.Id, null, option.Label, null);
        }

        Difference Of(DifferenceKind kind, string option, string? member, string? before, string? now) =>
            new(kind, objective, after.Id, option, member, before, now);
    }

    private static string? HolderOf(Questionnaire questionnaire, string question) => questionnaire.Objectives
        .FirstOrDefault(o => o.Questions.Any(q => q.Id == question))?.Id;

    private static IReadOnlyList<string> Ids(IEnumerable<Objective> objectives) => [.. objectives.Select(o => o.Id)];

    private static IReadOnlyList<string> Ids(IEnumerable<Question> questions) => [.. questions.Select(q => q.Id)];

    private static string? Text(Condition? condition) =>
        condition is null ? null : $"{condition.Question} = {condition.Option}";

    private static string? Range(Question question) => (question.Minimum, question.Maximum) switch
    {
        (null, null) => null,
        ({ } least, null) => $"vanaf {Number(least)}",
        (null, { } most) => $"tot en met {Number(most)}",
        ({ } least, { } most) => $"{Number(least)} tot en met {Number(most)}",
    };

    private static string Place(int index) => $"plaats {Number(index + 1)}";

    private static string Yes(bool value) => value ? "ja" : "nee";

    private static string Number(decimal number) => number.ToString("0.############", CultureInfo.InvariantCulture);

    private static string? Name<T>(T? value)
        where T : struct, Enum =>
        value is { } known ? Name(known) : null;

    private static string Name<T>(T value)
        where T : struct, Enum =>
        JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString());
}
