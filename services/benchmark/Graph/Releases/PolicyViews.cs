using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Graph;

/// <summary>For how many an objective is in policy, or of how many answered objectives together.</summary>
public sealed record PolicyShareView(SuppressionReason? Reason, int? Count, int? Of, int? Percentage)
{
    /// <summary>Of the objectives whose count is shown; a reason where none is.</summary>
    public static PolicyShareView From(IReadOnlyList<ObjectiveFrequencies> tables)
    {
        var shown = tables.Where(t => t.InPolicy is not null).ToList();
        if (shown.Count == 0)
        {
            return new PolicyShareView(SuppressionReason.TooFew, null, null, null);
        }

        var (count, of) = (shown.Sum(t => t.InPolicy!.Count), shown.Sum(t => t.Respondents!.Value));
        return new PolicyShareView(null, count, of, Frequency.Of(count, of).Percentage);
    }
}

/// <summary>The measures that most of a group tick.</summary>
public sealed record UsedMeasuresView(SuppressionReason? Reason, IReadOnlyList<UsedMeasureView>? Measures)
{
    /// <summary>By share, the largest first; equal ones in the order of the questionnaire.</summary>
    public static UsedMeasuresView Of(IReadOnlyList<ObjectiveFrequencies> tables, int first)
    {
        var measures = tables
            .SelectMany(t => t.Questions.SelectMany(q => q.Options
                .Where(o => o.IsMeasure).Select(o => (Table: t, Question: q, Option: o))))
            .ToList();
        if (measures.TrueForAll(m => m.Option.Count is null))
        {
            var isOld = measures.Count == 0 && tables.Any(t => t.Reason is null);
            return new UsedMeasuresView(isOld ? SuppressionReason.NotInRelease : SuppressionReason.TooFew, null);
        }

        return new UsedMeasuresView(
            null,
            [
                .. measures.Where(m => m.Option.Count > 0).OrderByDescending(m => m.Option.Percentage).Take(first)
                    .Select(m => UsedMeasureView.Of(
                        m.Table.Objective, m.Question, m.Option, m.Option.Frequency!)),
            ]);
    }
}

/// <summary>How many of a group tick a measure.</summary>
public sealed record UsedMeasureView(
    ObjectiveReference Objective,
    string Question,
    string QuestionLabel,
    string Option,
    string Label,
    int Count,
    int Percentage)
{
    public static UsedMeasureView Of(
        string objective, QuestionFrequencies question, OptionFrequency option, Frequency shown) => new(
        new ObjectiveReference(objective), question.Id, question.Label, option.Id, option.Label, shown.Count,
        shown.Percentage);
}
