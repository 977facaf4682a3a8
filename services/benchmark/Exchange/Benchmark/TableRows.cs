using System.Globalization;
using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Graph;

namespace Monitor.Benchmark.Exchange;

/// <summary>Which table a row is of.</summary>
internal enum TableKind
{
    Frequencies,
    PolicyCoverage,
    PolicyNumbers,
    Documents,
    ExtraQuestions,
    Marks,
}

/// <summary>What a row of a table is about.</summary>
internal sealed record TablePlace(
    TableKind Table, string? Objective, string? Part, string? Question, string Option, string Statistic = "COUNT");

/// <summary>A number of a table: null where it is withheld.</summary>
internal sealed record TableValue(
    string? QuestionLabel, string OptionLabel, decimal? Value, int? Percentage, int? Respondents,
    SuppressionReason? Reason)
{
    /// <summary>The same place of a group that is withheld.</summary>
    public TableValue Hidden => this with
    {
        Value = null, Percentage = null, Respondents = null, Reason = SuppressionReason.TooFew,
    };
}

/// <summary>The tables of a group, number by number, as the graph answers them.</summary>
internal static class TableRows
{
    public static IEnumerable<(TablePlace Place, TableValue Value)> Of(
        IReadOnlyList<ObjectiveFrequenciesView> frequencies, PolicyCoverageView? coverage, ExtraQuestionsView? extra) =>
        frequencies.SelectMany(Frequencies)
            .Concat(coverage is null ? [] : Coverage(coverage))
            .Concat(extra is null ? [] : Extra(extra));

    private static IEnumerable<(TablePlace, TableValue)> Frequencies(ObjectiveFrequenciesView table)
    {
        IEnumerable<(TablePlace, TableValue)> Part(string part, IReadOnlyList<QuestionFrequencies>? questions) =>
            (questions ?? []).SelectMany(q => q.Options.Select(o => (
                new TablePlace(TableKind.Frequencies, table.Objective.Id, part, q.Id, o.Id),
                Counted(q.Label, o.Label, o.Count, o.Percentage, table.Respondents))));

        if (table.Reason is not null)
        {
            return [];
        }

        return
        [
            .. Part("ANCHORING", table.Anchoring), .. Part("CONTENT", table.Questions), .. Part("REACH", table.Reach),
            (
                new TablePlace(TableKind.Frequencies, table.Objective.Id, "CONTENT", null, "own-measure"),
                Counted(
                    "Eigen maatregel", "Ja", table.OwnMeasure?.Count, table.OwnMeasure?.Percentage,
                    table.Respondents)),
        ];
    }

    private static IEnumerable<(TablePlace, TableValue)> Coverage(PolicyCoverageView coverage)
    {
        foreach (var of in coverage.Objectives.Where(o => o.Reason is null))
        {
            foreach (var (option, label, found) in new[]
            {
                ("in-policy", "Opgenomen in beleid", of.InPolicy), ("intended", "Voornemen", of.Intended),
                ("laid-down", "Vastgelegd", of.LaidDown),
            })
            {
                yield return (
                    new TablePlace(TableKind.PolicyCoverage, of.Objective.Id, null, null, option),
                    Counted(null, label, found?.Count, found?.Percentage, of.Respondents));
            }
        }

        foreach (var number in coverage.ByNumber ?? [])
        {
            var text = number.Objectives.ToString(CultureInfo.InvariantCulture);
            yield return (
                new TablePlace(TableKind.PolicyNumbers, null, null, null, text),
                Counted(
                    null, $"{text} doelstellingen in beleid", number.Count, number.Percentage,
                    coverage.Respondents));
        }

        foreach (var document in coverage.Documents)
        {
            yield return (
                new TablePlace(TableKind.Documents, null, null, null, document.Id),
                Counted(null, document.Label, document.Count, document.Percentage, document.Of));
        }
    }

    private static IEnumerable<(TablePlace, TableValue)> Extra(ExtraQuestionsView extra)
    {
        foreach (var question in extra.Questions ?? [])
        {
            foreach (var option in question.Options)
            {
                yield return (
                    new TablePlace(TableKind.ExtraQuestions, null, null, question.Code, option.Id),
                    Counted(question.Label, option.Label, option.Count, option.Percentage, question.Respondents));
            }
        }

        foreach (var marks in extra.Marks ?? [])
        {
            foreach (var mark in marks.Distribution)
            {
                var text = mark.Mark.ToString(CultureInfo.InvariantCulture);
                yield return (
                    new TablePlace(TableKind.Marks, null, null, marks.Code, text),
                    Counted(marks.Label, text, mark.Count, mark.Percentage, marks.Respondents));
            }

            yield return (
                new TablePlace(TableKind.Marks, null, null, marks.Code, "mean", "MEAN"),
                new TableValue(
                    marks.Label, "Gemiddeld rapportcijfer", marks.Mean, null, marks.Respondents,
                    marks.Mean is null ? SuppressionReason.TooFew : null));
        }

        if (extra.Correlation is { } correlation)
        {
            yield return (
                new TablePlace(TableKind.Marks, null, null, "mark-now", "correlation", "CORRELATION"),
                new TableValue(
                    null, "Samenhang van rapportcijfer en gemiddelde score", correlation.Coefficient, null,
                    correlation.Respondents, null));
        }
    }

    private static TableValue Counted(
        string? question, string option, int? count, int? percentage, int? respondents) => new(
        question, option, count, percentage, respondents, count is null ? SuppressionReason.TooFew : null);
}
