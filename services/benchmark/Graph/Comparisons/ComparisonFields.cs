using Monitor.GraphQL.Execution;

namespace Monitor.Benchmark.Graph;

/// <summary>What answers the fields about a municipality beside a group.</summary>
internal static class ComparisonFields
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        var comparisons = services.GetRequiredService<ComparisonResolvers>();
        var names = services.GetRequiredService<OwnNameResolvers>();
        binder
            .Field<MunicipalityReference, object?>("Municipality.comparison", comparisons.ComparisonsAsync)
            .Type<ComparisonView>("Comparison")
            .Field<ComparisonView, object?>("Comparison.own", comparisons.OwnAsync)
            .Field<ComparisonView, object?>("Comparison.group", comparisons.GroupsAsync)
            .Type<ComparedObjectiveView>("ComparedObjective")
            .Field<MunicipalityReference, object?>("Municipality.naming", names.NamingAsync)
            .Type<OwnNameView>("Naming");
    }
}
