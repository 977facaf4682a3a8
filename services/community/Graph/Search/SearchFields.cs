using Monitor.Community.Domain;
using Monitor.GraphQL.Execution;

namespace Monitor.Community.Graph;

/// <summary>Finding what was written: section "Search" of the schema.</summary>
internal static class SearchFields
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        var fitting = services.GetRequiredService<FittingTipResolvers>();
        var search = services.GetRequiredService<SearchResolvers>();
        binder
            .Root("Query.search", search.SearchAsync)
            .Type<SearchConnection>("SearchConnection")
            .Type<SearchEdge>("SearchEdge")
            .Type<SearchResult>("SearchResult")
            .Field<SearchResult, string>("SearchResult.titleHtml", search.TitlesAsync)
            .Field<SearchResult, string>("SearchResult.excerptHtml", search.ExcerptsAsync)
            .Field<SearchResult, string>("SearchResult.place", search.PlacesAsync)
            .Field<SearchResult, Topic?>("SearchResult.topic", search.TopicsAsync)
            .Field<SearchResult, Reply?>("SearchResult.reply", search.RepliesAsync)
            .Type<FittingTopic>("FittingTip")
            .Field<Objective, IReadOnlyList<FittingTopic>?>("Objective.fittingTips", fitting.OfObjectivesAsync)
            .Field<Suggestion, IReadOnlyList<FittingTopic>?>("Suggestion.fittingTips", fitting.OfSuggestionsAsync);
    }
}
