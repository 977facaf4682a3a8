using Monitor.Gateway.Execution.Merging;
using Monitor.Gateway.Execution.Reading;
using Monitor.Gateway.Execution.Shapes;
using Monitor.Gateway.Planning;
using Monitor.Gateway.Subgraphs;
using Monitor.GraphQL;

namespace Monitor.Gateway.Execution;

/// <summary>Moves the errors of a fetch to their places in the client's answer.</summary>
internal sealed class ErrorPlaces(AnswerArena arena, int root, FetchShape fetch)
{
    /// <summary>Beyond this many places the first stands for all, and says how many there are.</summary>
    private const int MostPlaces = 100;

    /// <summary>Errors of a root fetch: their paths are the client's but for names of the planner's.</summary>
    public IEnumerable<GraphQLError> OfRoot(SubgraphAnswer answer) =>
        from place in RootPlaces()
        from error in answer.Errors
        from path in RootPaths(error, hasData: answer.Root >= 0)
        select At(error, path is null ? null : [.. place, .. path]);

    /// <summary>
    /// Errors of an entity fetch: <c>_entities.3.tips</c> becomes <c>municipality.suggestions.0.tips</c>, for each
    /// place that wants the entity and the field.
    /// </summary>
    public IEnumerable<GraphQLError> OfEntities(AskedEntities asked, SubgraphAnswer answer) =>
        answer.Errors.SelectMany(error => EntityOf(asked, error.Path) is { } entity
            ? OfEntity(asked.Wanted, entity, error)
            : Everywhere(asked, path => At(error, path)));

    /// <summary>One error for each field that a failed fetch leaves null.</summary>
    /// <param name="reason">One of <see cref="FailureReason"/>.</param>
    public IEnumerable<GraphQLError> Unavailable(string reason) =>
        RootPlaces().SelectMany(place => Fields(fetch.Fetch.Root!)
            .Select(field => Unavailable((fetch.Fetch, reason), [.. place, field])));

    /// <param name="reason">One of <see cref="FailureReason"/>.</param>
    /// <param name="asked">The entities that were asked for.</param>
    /// <inheritdoc cref="Unavailable(string)"/>
    public IEnumerable<GraphQLError> Unavailable(string reason, AskedEntities asked) =>
        Everywhere(asked, path => Unavailable((fetch.Fetch, reason), path));

    /// <summary>For objects that could not be asked for because an earlier fetch failed.</summary>
    public IEnumerable<GraphQLError> Unavailable(
        (Fetch Fetch, string Reason) failed, IReadOnlySet<(int Target, int Object)> nameless) =>
        nameless.Select(found => found.Target).Distinct().SelectMany(target =>
            Places(target, first => nameless.Contains((target, first)))
                .SelectMany(place => Fields(fetch.TargetAt(target).Target.Fields)
                    .Select(field => Unavailable(failed, [.. place.Path, field]))));

    /// <summary>Without a path an error means all fields, where none came; else nobody knows.</summary>
    private IEnumerable<List<object>?> RootPaths(SubgraphError error, bool hasData) => (error.Path, hasData) switch
    {
        ({ } path, _) => [ClientPath(fetch.Fetch.Root!, path)],
        (null, false) => Fields(fetch.Fetch.Root!).Select(List<object>? (field) => [field]),
        _ => [null],
    };

    private IEnumerable<IReadOnlyList<object>> RootPlaces() =>
        ObjectPaths.Of(arena, root, fetch.RootSteps).Take(MostPlaces).Select(place => place.Path);

    private IEnumerable<(int First, IReadOnlyList<object> Path)> Places(int target, Func<int, bool> isMeant) =>
        ObjectPaths.Of(arena, root, fetch.TargetAt(target).Steps).Where(place => isMeant(place.First));

    private int? EntityOf(AskedEntities asked, IReadOnlyList<object>? path)
    {
        if (path is not [string key, int item, ..])
        {
            return null;
        }
        var group = Array.FindIndex(fetch.Groups, group => group.Group.ResponseKey == key);
        return group >= 0 && item >= 0 && item < asked.CountOf(group) ? asked.EntityOf(group, item) : null;
    }

    private List<GraphQLError> OfEntity(WantedEntities wanted, int entity, SubgraphError error)
    {
        var rest = error.Path!.Skip(2).ToList();
        var found = new List<GraphQLError>();
        for (var want = wanted[entity].FirstWant; want >= 0; want = wanted.WantAt(want).Next)
        {
            var target = wanted.WantAt(want).Target;
            var fields = fetch.TargetAt(target).Target.Fields;
            if (!Selects([fields], rest) && Selects(fetch.Groups.SelectMany(group => group.Group.Types), rest))
            {
                continue;   // another target wants that
            }
            var objects = ObjectsOf(wanted, want);
            var path = ClientPath(fields, rest);
            found.AddRange(Places(target, objects.Contains)
                .Take(MostPlaces)
                .Select(place => At(error, [.. place.Path, .. path])));
        }
        return found;
    }

    private IEnumerable<GraphQLError> Everywhere(
        AskedEntities asked, Func<IReadOnlyList<object>, GraphQLError> errorAt)
    {
        var objects = new SortedDictionary<int, HashSet<int>>();
        foreach (var entity in asked.Entities)
        {
            Collect(asked.Wanted, entity, objects);
        }
        foreach (var (target, meant) in objects)
        {
            var places = Places(target, meant.Contains).ToList();
            var named = places.Count > MostPlaces ? places.Take(1) : places;
            foreach (var path in from place in named
                                 from field in Fields(fetch.TargetAt(target).Target.Fields)
                                 select (object[])[.. place.Path, field])
            {
                var error = errorAt(path);
                yield return places.Count <= MostPlaces
                    ? error
                    : error with { Extensions = With(error.Extensions, "places", places.Count) };
            }
        }
    }

    private static void Collect(WantedEntities wanted, int entity, SortedDictionary<int, HashSet<int>> objects)
    {
        for (var want = wanted[entity].FirstWant; want >= 0; want = wanted.WantAt(want).Next)
        {
            var target = wanted.WantAt(want).Target;
            if (!objects.TryGetValue(target, out var known))
            {
                objects[target] = known = [];
            }
            known.UnionWith(ObjectsOf(wanted, want));
        }
    }

    private static HashSet<int> ObjectsOf(WantedEntities wanted, int want)
    {
        var objects = new HashSet<int>();
        for (var next = wanted.WantAt(want).FirstObject; next >= 0; next = wanted.ObjectAt(next).Next)
        {
            objects.Add(wanted.ObjectAt(next).First);
        }
        return objects;
    }

    private static GraphQLError Unavailable((Fetch Fetch, string Reason) failed, IReadOnlyList<object> path) =>
        new($"The part of the graph that {failed.Fetch.Subgraph.Name} answers is not available now; try again later.")
        {
            Path = path,
            Extensions = new Dictionary<string, object?>
            {
                ["code"] = "SUBGRAPH_UNAVAILABLE",
                ["subgraph"] = failed.Fetch.Subgraph.Name,
                ["reason"] = failed.Reason,
            },
        };

    private static GraphQLError At(SubgraphError error, IReadOnlyList<object>? path) =>
        new(error.Message) { Path = path is [] ? null : path, Extensions = error.Extensions };

    /// <summary>
    /// A path below what was selected, with the names that the client gave; it ends before a field that the client did
    /// not ask for.
    /// </summary>
    private static List<object> ClientPath(PlannedSelection selected, IReadOnlyList<object> path)
    {
        var steps = new List<object>();
        IReadOnlyList<PlannedSelection> here = [selected];
        foreach (var step in path)
        {
            if (step is not string key)
            {
                steps.Add(step);
                continue;
            }
            var fields = here.SelectMany(All).Where(field => field.ResponseKey == key).ToList();
            if (fields.All(field => field.IsInternal))
            {
                break;
            }
            steps.Add(fields[0].Key);
            here = [.. fields.Select(field => field.Selection).OfType<PlannedSelection>()];
        }
        return steps;
    }

    /// <summary>Whether a path stays within what was selected.</summary>
    private static bool Selects(IEnumerable<PlannedSelection> selected, IReadOnlyList<object> path)
    {
        var here = selected.ToList();
        foreach (var key in path.OfType<string>())
        {
            var fields = here.SelectMany(All).Where(field => field.ResponseKey == key).ToList();
            if (fields.Count == 0)
            {
                return false;
            }
            here = [.. fields.Select(field => field.Selection).OfType<PlannedSelection>()];
        }
        return true;
    }

    /// <summary>Names of the fields that a client asked for.</summary>
    private static IEnumerable<string> Fields(PlannedSelection selection) =>
        All(selection).Where(field => !field.IsInternal).Select(field => field.Key).Distinct();

    private static IEnumerable<PlannedField> All(PlannedSelection selection) =>
        selection.Fields.Concat(selection.Fragments.SelectMany(All));

    private static Dictionary<string, object?> With(
        IReadOnlyDictionary<string, object?>? extensions, string name, object value) =>
        new(extensions ?? new Dictionary<string, object?>()) { [name] = value };
}
