using Monitor.Scoring.Domain;
using Monitor.Scoring.Storage;

namespace Monitor.Scoring.Graph;

/// <summary>A suggestion as its municipality sees it.</summary>
public sealed record SuggestionView(
    string Id,
    SuggestedTo To,
    ObjectiveReference Objective,
    Part Part,
    string Question,
    string Text,
    decimal Gain,
    MeasureMark? Mark,
    Mark? Standing,
    IReadOnlyList<MeasureView> Measures)
{
    public static SuggestionView Of(ScoredResponse scored, MarkedSuggestion marked)
    {
        var to = new SuggestedTo(scored.Municipality, scored.Round);
        var suggestion = marked.Suggestion;
        return new SuggestionView(
            new SuggestionId(scored.Round, scored.Municipality, suggestion.Question).ToString(),
            to,
            new ObjectiveReference(suggestion.Objective),
            suggestion.Part,
            suggestion.Question,
            suggestion.Text,
            suggestion.Gain,
            marked.Own,
            marked.Standing,
            [
                .. marked.Measures.Select(m => new MeasureView(
                    to, suggestion.Objective, suggestion.Question, m.Measure.Option, m.Measure.Label, m.Measure.Gain,
                    m.Mark)),
            ]);
    }
}

/// <summary>To whom something was suggested, and on the ground of which round.</summary>
public sealed record SuggestedTo(string Municipality, int Round);

/// <summary>A measure that is missed, as the municipality sees it.</summary>
public sealed record MeasureView(
    SuggestedTo To,
    string Objective,
    string Question,
    string Option,
    string Label,
    decimal Gain,
    MeasureMark? Mark);
