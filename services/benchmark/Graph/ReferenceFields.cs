using Monitor.GraphQL.Execution;

namespace Monitor.Benchmark.Graph;

/// <summary>The entities of others that benchmark adds fields to: it knows them by their key alone.</summary>
internal static class ReferenceFields
{
    public static void Bind(Binder binder) => binder
        .Type<RoundReference>("Round")
        .Entity("Round", RoundsAsync)
        .Type<RegionReference>("Region")
        .Entity("Region", RegionsAsync)
        .Type<MunicipalityReference>("Municipality")
        .Entity("Municipality", MunicipalitiesAsync)
        .Type<ObjectiveReference>("Objective");

    private static ValueTask<IReadOnlyList<RoundReference>> RoundsAsync(
        IReadOnlyList<Representation> representations, FieldContext context, CancellationToken cancellationToken) =>
        new([.. representations.Select(r => new RoundReference(r.Get<int>("year")))]);

    private static ValueTask<IReadOnlyList<RegionReference>> RegionsAsync(
        IReadOnlyList<Representation> representations, FieldContext context, CancellationToken cancellationToken) =>
        new([.. representations.Select(r => new RegionReference(r.Get("code")))]);

    private static ValueTask<IReadOnlyList<MunicipalityReference>> MunicipalitiesAsync(
        IReadOnlyList<Representation> representations, FieldContext context, CancellationToken cancellationToken) =>
        new([.. representations.Select(r => new MunicipalityReference(r.Get("code")))]);
}
