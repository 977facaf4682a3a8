using Monitor.GraphQL.Execution;
using Monitor.Scoring.Domain;

namespace Monitor.Scoring.Graph;

/// <summary>What answers the fields about suggestions, marks and texts.</summary>
internal static class MeasureFields
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        BindSuggestions(
            binder,
            services.GetRequiredService<SuggestionResolvers>(),
            services.GetRequiredService<TextResolvers>(),
            services.GetRequiredService<PeerResolvers>());
        BindMarks(
            binder, services.GetRequiredService<MarkResolvers>(), services.GetRequiredService<MarkMutations>());
        BindTexts(
            binder, services.GetRequiredService<TextResolvers>(), services.GetRequiredService<TextMutations>());
    }

    private static void BindSuggestions(
        Binder binder, SuggestionResolvers suggestions, TextResolvers texts, PeerResolvers peers) => binder
        .Field<MunicipalityReference, object?>("Municipality.suggestions", suggestions.SuggestionsAsync)
        .Field<MunicipalityReference, object?>("Municipality.suggestionPage", suggestions.PageAsync)
        .Type<Connection<SuggestionView>>("SuggestionConnection")
        .Type<Edge<SuggestionView>>("SuggestionEdge")
        .Type<SuggestionView>("Suggestion")
        .Entity("Suggestion", suggestions.ByIdAsync)
        .Field<SuggestionView, MeasureText?>("Suggestion.advice", texts.OfSuggestionsAsync)
        .Type<MeasureView>("Measure")
        .Field<SuggestionView, PeersView>("Suggestion.peers", peers.OfSuggestionsAsync)
        .Field<MeasureView, MeasureText?>("Measure.advice", texts.OfMeasuresAsync)
        .Field<MeasureView, MeasureUseView?>("Measure.use", peers.OfMeasuresAsync)
        .Type<PeersView>("Peers")
        .Type<MeasureUseView>("MeasureUse");

    private static void BindMarks(Binder binder, MarkResolvers marks, MarkMutations mutations) => binder
        .Field<MunicipalityReference, object?>("Municipality.measureMarks", marks.MarksAsync)
        .Field<MunicipalityReference, object?>("Municipality.markHistory", marks.HistoryAsync)
        .Root("Mutation.markMeasure", mutations.MarkAsync)
        .Root("Mutation.unmarkMeasure", mutations.UnmarkAsync)
        .Root("Mutation.undoMark", mutations.UndoAsync)
        .Type<MeasureMark>("MeasureMark")
        .Type<Connection<MeasureMarkView>>("MarkedMeasureConnection")
        .Type<Edge<MeasureMarkView>>("MarkedMeasureEdge")
        .Type<MeasureMarkView>("MarkedMeasure")
        .Field<MeasureMarkView, ObjectiveReference?>("MarkedMeasure.objective", marks.ObjectivesAsync)
        .Field<MeasureMarkView, string?>("MarkedMeasure.label", marks.LabelsAsync)
        .Type<History<MarkChangeView>>("MarkHistory")
        .Type<Edge<MarkChangeView>>("MarkHistoryEdge")
        .Type<MarkChangeView>("MarkChange");

    private static void BindTexts(Binder binder, TextResolvers texts, TextMutations mutations) => binder
        .Root("Query.measureTexts", texts.ListAsync)
        .Root("Mutation.writeMeasureText", mutations.WriteAsync)
        .Root("Mutation.withdrawMeasureText", mutations.WithdrawAsync)
        .Type<Connection<DescribedMeasure>>("DescribedMeasureConnection")
        .Type<Edge<DescribedMeasure>>("DescribedMeasureEdge")
        .Type<DescribedMeasure>("DescribedMeasure")
        .Field<DescribedMeasure, IEnumerable<MeasureText>>("DescribedMeasure.versions", texts.VersionsAsync)
        .Type<MeasureText>("MeasureText");
}
