using Monitor.Community.Domain;
using Monitor.GraphQL.Execution;

namespace Monitor.Community.Graph;

/// <summary>What several subjects stand on: the entities that community adds to, known here by their keys.</summary>
internal static class ReferenceFields
{
    public static void Bind(Binder binder) => binder
        .Type<PageInfo>("PageInfo")
        .Type<Municipality>("Municipality")
        .Entity("Municipality", MunicipalityEntitiesAsync)
        .Type<Objective>("Objective")
        .Entity("Objective", ObjectiveEntitiesAsync)
        .Type<Suggestion>("Suggestion")
        .Entity("Suggestion", SuggestionEntitiesAsync);

    /// <summary>Any municipality is one: whether it exists is questionnaire's to say.</summary>
    private static ValueTask<IReadOnlyList<Municipality>> MunicipalityEntitiesAsync(
        IReadOnlyList<Representation> keys, FieldContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<Municipality>>([.. keys.Select(k => new Municipality(k.Get("code")))]);

    /// <summary>Any objective is one: whether it exists is questionnaire's to say.</summary>
    private static ValueTask<IReadOnlyList<Objective>> ObjectiveEntitiesAsync(
        IReadOnlyList<Representation> keys, FieldContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<Objective>>([.. keys.Select(k => new Objective(k.Get("id")))]);

    /// <summary>Any suggestion is one: whether it exists is scoring's to say.</summary>
    private static ValueTask<IReadOnlyList<Suggestion>> SuggestionEntitiesAsync(
        IReadOnlyList<Representation> keys, FieldContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<Suggestion>>(
            [.. keys.Select(k => new Suggestion(k.Get("id"), k.Object("objective").Get("id")))]);
}
