using Monitor.GraphQL.Execution;

namespace Monitor.Community.Graph;

/// <summary>Finding what was written: section "Search" of the schema.</summary>
internal static class SearchFields
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        var search = services.GetRequiredService<SearchResolvers>();
        binder
            .Root("Query.search", search.SearchAsync)
            .Type<SearchConnection>("SearchConnection")
            .Type<SearchEdge>("SearchEdge")
            .Type<SearchResult>("SearchResult")
            .Field<SearchResult, string>("SearchResult.titleHtml", search.TitlesAsync)
            .Field<SearchResult, string>("SearchResult.excerptHtml", search.ExcerptsAsync);
    }
}
