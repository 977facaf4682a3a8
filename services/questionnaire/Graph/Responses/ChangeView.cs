using System.Globalization;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Storage;

namespace Monitor.Questionnaire.Graph;

/// <summary>A page of a response's history (Relay), newest first.</summary>
public sealed record ChangeConnection(
    IReadOnlyList<ChangeEdge> Edges, IReadOnlyList<ChangeView> Nodes, PageInfo PageInfo)
{
    /// <param name="questionnaire">The one that the response answers.</param>
    /// <param name="found">One more than <paramref name="first"/> when there are more.</param>
    /// <param name="first">How many the page shows.</param>
    /// <param name="isContinued">Whether the page follows another.</param>
    internal static ChangeConnection Of(
        Domain.Questionnaire questionnaire, IReadOnlyList<PlacedChange> found, int first, bool isContinued)
    {
        List<ChangeEdge> edges = [.. found.Take(first).Select(c => new ChangeEdge(
            c.Place.ToString(CultureInfo.InvariantCulture), ChangeView.Of(questionnaire, c.Change)))];
        var page = new PageInfo(
            found.Count > first, isContinued, edges.FirstOrDefault()?.Cursor, edges.LastOrDefault()?.Cursor);
        return new ChangeConnection(edges, [.. edges.Select(e => e.Node)], page);
    }
}

public sealed record ChangeEdge(string Cursor, ChangeView Node);

/// <summary>An act as the graph shows it.</summary>
public sealed record ChangeView(
    DateTimeOffset At,
    string By,
    ResponseAction Action,
    int Revision,
    string? Reason,
    IReadOnlyList<string> Objectives,
    IReadOnlyList<string> Questions,
    IReadOnlyList<QuestionChangeView> Changes)
{
    public IEnumerable<PersonalDataWarning> Warnings => PersonalDataWarning.Of(Reason, WrittenIn.Reason, null);

    internal static ChangeView Of(Domain.Questionnaire questionnaire, ResponseChange change) => new(
        change.At,
        change.By,
        change.Action,
        change.Revision,
        change.Reason,
        change.Objectives,
        change.Questions,
        [.. change.Changes.Select(c => QuestionChangeView.Of(questionnaire.Question(c.Question)!, c))]);
}

/// <summary>From what to what, at one question.</summary>
public sealed record QuestionChangeView(
    Question Question, ChangeKind Kind, AnswerValueView? Before, AnswerValueView? After)
{
    internal static QuestionChangeView Of(Question question, QuestionChange change) => new(
        question, change.Kind, AnswerValueView.Of(question, change.Before), AnswerValueView.Of(question, change.After));
}
