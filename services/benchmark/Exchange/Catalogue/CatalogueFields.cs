using Monitor.GraphQL.Execution;

namespace Monitor.Benchmark.Exchange;

/// <summary>What answers <c>Query.catalogue</c>.</summary>
internal static class CatalogueFields
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        var catalogue = services.GetRequiredService<DataCatalogue>();
        binder
            .Root("Query.catalogue", async (FieldContext context, CancellationToken cancellationToken) =>
            {
                var found = await catalogue.ReadAsync(cancellationToken);
                context.Cache.Groups([.. found.Rounds.Select(r => $"release-{r.Year}"), "figures"]);
                return found;
            })
            .Type<CatalogueView>("Catalogue")
            .Type<StatisticView>("Statistic")
            .Type<RangeView>("StatisticRange")
            .Type<CombinationView>("ComponentCombination")
            .Type<GroupKindView>("CatalogueGroupKind")
            .Type<GroupView>("CatalogueGroup")
            .Type<RoundView>("CatalogueRound")
            .Type<TableView>("CatalogueTable")
            .Type<FreshnessView>("Freshness");
    }
}
