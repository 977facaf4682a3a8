using Monitor.Gateway.Planning.Search;
using Monitor.Gateway.Supergraph;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Planning;

/// <summary>
/// Stage 3: writes the way that the search found as fetches, one for each source. A field of an interface is asked on
/// the interface where its subgraph resolves it for every type that the value can have; else type by type.
/// </summary>
internal sealed class FetchDrafting(InternalNames names)
{
    private readonly List<FetchDraft> fetches = [];

    public List<FetchDraft> Fetches => fetches;

    /// <summary>What the search found for the root, or for a turn of a mutation.</summary>
    public void Add(ObjectSolution solution, OperationType operation, int run)
    {
        var root = new Position(ResultPath.Root, solution.Type, IsConditional: false);
        Write(solution, null, root, operation, run, Nothing());
    }

    /// <summary>
    /// Fetches for all sources of a place but the first, and the fields of each. Returns the selections that bring the
    /// first source's part.
    /// </summary>
    private List<SelectionDraft> Write(
        ObjectSolution solution,
        SelectionDraft? at,
        Position position,
        OperationType operation,
        int run,
        Dictionary<Assigned, List<SelectionDraft>> written)
    {
        var drafts = new SelectionDraft[solution.Sources.Count];
        for (var index = 0; index < drafts.Length; index++)
        {
            drafts[index] = index == 0 && at is not null
                ? at
                : Draft(solution.Sources[index], position, at is null ? operation : OperationType.Query, run);
        }
        var all = new List<SelectionDraft>();
        foreach (var assigned in InOrder(solution))
        {
            if (!written.TryGetValue(assigned, out var touched))
            {
                written[assigned] = touched = assigned.Field is null
                    ? Below(assigned.Below!, drafts[assigned.Source], position)
                    : Field(assigned, drafts[assigned.Source], position);
            }
            all.AddRange(touched);
        }
        for (var index = at is null ? 0 : 1; index < drafts.Length; index++)
        {
            var source = solution.Sources[index];
            var fetch = drafts[index].Fetch;
            fetch.Providers.UnionWith(source.Needs.SelectMany(need => written[need]));
            if (source.Needs.Count == 0 && at is not null)
            {
                fetch.Providers.Add(drafts[0]);
            }
        }
        return all;
    }

    /// <summary>The client's fields first, in its order; then the planner's own.</summary>
    private static IEnumerable<Assigned> InOrder(ObjectSolution solution) =>
        solution.Assigned.OrderBy(assigned => assigned.Field switch
        {
            null => 1,
            { IsInternal: true } => 2,
            _ => 0,
        });

    private SelectionDraft Draft(Source source, Position position, OperationType operation, int run)
    {
        var fetch = new FetchDraft(source.Subgraph, operation, run)
        {
            Target = position,
            IsRoot = source.Key is null,
            Representation = source.Key ?? FieldSet.Empty,
            Requires = source.Requires ?? FieldSet.Empty,
        };
        fetch.Selection = new SelectionDraft(fetch, source.Type) { NeedsTypename = source.IsTyped };
        fetches.Add(fetch);
        return fetch.Selection;
    }

    private List<SelectionDraft> Field(Assigned assigned, SelectionDraft at, Position position)
    {
        var field = assigned.Field!;
        var key = field.ResponseKey ?? names.KeyOf(position.Path, field.Name, field.Arguments);
        var definition = at.Type.Fields[field.Name];
        var draft = at.Add(key, field, definition, assigned.Place!, assigned.Below?.Local);
        return assigned.Below is null
            ? [at]
            : [at, .. Below(
                assigned.Below,
                draft.Selection!,
                new Position(position.Path.Below(key, position.OnTypes), assigned.Below.Local, IsConditional: false))];
    }

    private List<SelectionDraft> Below(SetSolution solution, SelectionDraft at, Position position)
    {
        at.NeedsTypename |= solution.NeedsTypename;
        var run = at.Fetch.Run;
        if (!solution.Local.IsAbstract || solution.Parts is [{ Type.IsAbstract: true }])
        {
            return [.. solution.Parts.SelectMany(part => Write(
                part, at, position with { Type = part.Type }, OperationType.Query, run, Nothing()))];
        }
        var written = new Dictionary<Assigned, List<SelectionDraft>>[solution.Parts.Count];
        for (var index = 0; index < written.Length; index++)
        {
            written[index] = Nothing();
        }
        var all = WriteShared(solution, at, position, written);
        for (var index = 0; index < solution.Parts.Count; index++)
        {
            var part = solution.Parts[index];
            var here = new Position(position.Path, part.Type, IsConditional: true);
            var isShared = part.Assigned.Where(a => a.Source == 0).All(written[index].ContainsKey);
            all.AddRange(Write(
                part, isShared ? at : at.Fragment(part.Type), here, OperationType.Query, run, written[index]));
        }
        TellApart(at);
        return all;
    }

    /// <summary>
    /// Types may declare one field with a type each: what stands there then says what it is, as the client's selection
    /// of it is one.
    /// </summary>
    private static void TellApart(SelectionDraft at)
    {
        var below = at.Fragments.Prepend(at)
            .SelectMany(selection => selection.Fields)
            .Where(field => field.Selection is not null)
            .GroupBy(field => field.ResponseKey, field => field.Selection!);
        foreach (var same in below.Where(same => same.Any(one => one.Type != same.First().Type)))
        {
            foreach (var one in same)
            {
                one.NeedsTypename = true;
            }
        }
    }

    /// <summary>Fields that every possible type answers alike are asked once, on the interface.</summary>
    private List<SelectionDraft> WriteShared(
        SetSolution solution,
        SelectionDraft at,
        Position position,
        Dictionary<Assigned, List<SelectionDraft>>[] written)
    {
        var all = new List<SelectionDraft>();
        if (solution.Parts.Count == 0 || solution.Parts.Count < solution.Possible)
        {
            return all;
        }
        foreach (var assigned in InOrder(solution.Parts[0]).Where(a => a.Source == 0))
        {
            var same = solution.Parts.Select(part => part.Assigned.Where(a => IsSame(a, assigned)).ToList()).ToList();
            if (written[0].ContainsKey(assigned)
                || !IsOn(solution.Local, at, assigned)
                || same.Any(one => one.Count == 0))
            {
                continue;
            }
            var touched = Field(assigned with { Place = PlaceOn(solution.Local, at, assigned) }, at, position);
            all.AddRange(touched);
            for (var index = 0; index < written.Length; index++)
            {
                same[index].ForEach(one => written[index][one] = touched);
            }
        }
        return all;
    }

    private static Dictionary<Assigned, List<SelectionDraft>> Nothing() => new(ReferenceEqualityComparer.Instance);

    private static bool IsSame(Assigned one, Assigned other) =>
        one.Source == 0 && one.Field == other.Field && ReferenceEquals(one.Below, other.Below);

    private static bool IsOn(FederatedType local, SelectionDraft at, Assigned assigned) =>
        assigned.Field is { } field
        && local.Fields.TryGetValue(field.Name, out var definition)
        && definition.Places.TryGetValue(at.Fetch.Subgraph, out var place)
        && (assigned.Below is null || place.TypeName == assigned.Place!.TypeName);

    private static FieldPlace PlaceOn(FederatedType local, SelectionDraft at, Assigned assigned) =>
        local.Fields[assigned.Field!.Name].Places[at.Fetch.Subgraph];
}
