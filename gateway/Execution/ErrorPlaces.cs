using Monitor.Gateway.Planning;
using Monitor.GraphQL;

namespace Monitor.Gateway.Execution;

/// <summary>Moves the errors of a fetch to their places in the client's answer.</summary>
internal static class ErrorPlaces
{
    /// <summary>Beyond this many places the first stands for all, and says how many there are.</summary>
    private const int MostPlaces = 100;

    /// <summary>Errors of a root fetch keep their paths: they are the client's.</summary>
    public static IEnumerable<GraphQLError> OfRoot(Fetch fetch, SubgraphAnswer answer) =>
        answer.Errors.SelectMany(error => error.Path is null && answer.Data is null
            ? Fields(fetch.Root!).Select(field => At(error, [field]))
            : [At(error, error.Path)]);

    /// <summary>
    /// Errors of an entity fetch: <c>_entities.3.tips</c> becomes <c>municipality.suggestions.0.tips</c>, for each
    /// place that wants the entity and the field.
    /// </summary>
    public static IEnumerable<GraphQLError> OfEntities(
        IReadOnlyList<(EntityGroup Group, IReadOnlyList<WantedEntity> Asked)> batches, SubgraphAnswer answer)
    {
        foreach (var error in answer.Errors)
        {
            var batch = batches.FirstOrDefault(b => error.Path is [string key, ..] && key == b.Group.ResponseKey);
            if (batch.Group is not null && error.Path is [_, int index, ..] && index >= 0 && index < batch.Asked.Count)
            {
                var entity = batch.Asked[index];
                var rest = error.Path.Skip(2).ToList();
                foreach (var place in entity.Places.Where(place => Wants(place, rest)).Take(MostPlaces))
                {
                    yield return At(error, [.. PathNode.ToList(place.Path), .. rest]);
                }
            }
            else
            {
                foreach (var located in Everywhere(batches, path => At(error, path)))
                {
                    yield return located;
                }
            }
        }
    }

    /// <summary>One error for each field that a failed fetch leaves null.</summary>
    public static IEnumerable<GraphQLError> Unavailable(Fetch fetch) =>
        Fields(fetch.Root!).Select(field => Unavailable(fetch, [field]));

    /// <inheritdoc cref="Unavailable(Fetch)"/>
    public static IEnumerable<GraphQLError> Unavailable(
        Fetch fetch, IReadOnlyList<(EntityGroup Group, IReadOnlyList<WantedEntity> Asked)> batches) =>
        Everywhere(batches, path => Unavailable(fetch, path));

    /// <summary>For an object that could not be asked for because an earlier fetch failed.</summary>
    public static IEnumerable<GraphQLError> Unavailable(Fetch failed, EntityTarget target, PathNode? place) =>
        Fields(target.Fields).Select(field => Unavailable(failed, [.. PathNode.ToList(place), field]));

    private static IEnumerable<GraphQLError> Everywhere(
        IReadOnlyList<(EntityGroup Group, IReadOnlyList<WantedEntity> Asked)> batches,
        Func<IReadOnlyList<object>, GraphQLError> errorAt)
    {
        var places = batches.SelectMany(batch => batch.Asked).SelectMany(entity => entity.Places).ToList();
        var fields = places.GroupBy(place => place.Target);
        foreach (var target in fields)
        {
            var all = target.ToList();
            var named = all.Count > MostPlaces ? all.Take(1) : all;
            foreach (var (place, field) in named.SelectMany(p => Fields(p.Target.Fields).Select(field => (p, field))))
            {
                var error = errorAt([.. PathNode.ToList(place.Path), field]);
                yield return all.Count <= MostPlaces
                    ? error
                    : error with { Extensions = With(error.Extensions, "places", all.Count) };
            }
        }
    }

    private static GraphQLError Unavailable(Fetch fetch, IReadOnlyList<object> path) =>
        new($"The part of the graph that {fetch.Subgraph.Name} answers is not available now; try again later.")
        {
            Path = path,
            Extensions = new Dictionary<string, object?>
            {
                ["code"] = "SUBGRAPH_UNAVAILABLE",
                ["subgraph"] = fetch.Subgraph.Name,
            },
        };

    private static GraphQLError At(SubgraphError error, IReadOnlyList<object>? path) =>
        new(error.Message) { Path = path, Extensions = error.Extensions };

    private static bool Wants(EntityPlace place, List<object> rest) =>
        rest is not [string field, ..] || Fields(place.Target.Fields).Contains(field);

    /// <summary>Response keys of the fields that a client asked for.</summary>
    private static IEnumerable<string> Fields(PlannedSelection selection) =>
        selection.Fields.Where(field => !field.IsInternal).Select(field => field.ResponseKey)
            .Concat(selection.Fragments.SelectMany(Fields))
            .Distinct();

    private static Dictionary<string, object?> With(
        IReadOnlyDictionary<string, object?>? extensions, string name, object value) =>
        new(extensions ?? new Dictionary<string, object?>()) { [name] = value };
}
