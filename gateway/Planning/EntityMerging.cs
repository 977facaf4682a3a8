using Monitor.Gateway.Supergraph;

namespace Monitor.Gateway.Planning;

/// <summary>
/// Puts the entities that one call asks for into as few <c>_entities</c> fields as they allow. Objects that need
/// different things (@requires) keep lists of their own: a field is never asked of an object that lacks what it needs.
/// </summary>
internal static class EntityMerging
{
    public static List<EntityGroup> Groups(
        FederatedGraph graph, IReadOnlyList<FetchDraft> drafts, InternalNames names)
    {
        var groups = new List<Group>();
        foreach (var target in Targets(graph, drafts, names))
        {
            var group = groups.FirstOrDefault(group => group.TryAdd(target));
            if (group is null)
            {
                group = new Group(names);
                group.TryAdd(target);
                groups.Add(group);
            }
        }
        return [.. groups.Select((group, index) => group.ToGroup(index))];
    }

    /// <summary>The objects of one place once, with all that is wanted of them.</summary>
    private static List<Target> Targets(
        FederatedGraph graph, IReadOnlyList<FetchDraft> drafts, InternalNames names)
    {
        var targets = new List<Target>();
        foreach (var draft in drafts)
        {
            var target = Of(graph, draft, names);
            var index = targets.FindIndex(known => known.IsSamePlace(target) && known.With(target) is not null);
            if (index < 0)
            {
                targets.Add(target);
            }
            else
            {
                targets[index] = targets[index].With(target)!;
            }
        }
        return targets;
    }

    private static Target Of(FederatedGraph graph, FetchDraft draft, InternalNames names)
    {
        var key = Representation(graph, draft.Target.Path, draft.Representation, names, mayBeNull: false);
        var requires = Representation(graph, draft.Target.Path, draft.Requires, names, mayBeNull: true);
        var both = Union(key, requires)
            ?? throw new PlanningException($"A key and a requirement at {draft.Target.Path} contradict each other.");
        var needs = string.Join(' ', requires.Select(field => field.ToString()));
        return new Target(
            new EntityTarget(
                draft.Target.Path,
                draft.Target.OnTypes,
                draft.Selection.Type.Name,
                both,
                FetchMerging.Planned(draft.Selection)),
            [needs]);
    }

    private static List<RepresentationField> Representation(
        FederatedGraph graph, ResultPath path, FieldSet set, InternalNames names, bool mayBeNull)
    {
        var fields = new List<RepresentationField>();
        foreach (var part in set.Fields.Where(part => part.Name != "__typename"))
        {
            var key = names.KeyOf(path, part.Name, part.Arguments);
            var field = new RepresentationField(
                part.Name,
                key,
                part.OnType is null
                    ? null
                    : [.. graph.PossibleTypes(graph.Types[part.OnType]).Select(type => type.Name)],
                part.Selection is null
                    ? null
                    : Representation(graph, path.Below(key), part.Selection, names, mayBeNull: false),
                mayBeNull);
            fields.Add(field);
        }
        return fields;
    }

    /// <summary>Null where one name would stand for two values.</summary>
    private static List<RepresentationField>? Union(
        IReadOnlyList<RepresentationField> one, IReadOnlyList<RepresentationField> other)
    {
        var fields = one.ToList();
        foreach (var field in other)
        {
            var index = fields.FindIndex(known => known.Name == field.Name && SameTypes(known.OnTypes, field.OnTypes));
            if (index < 0)
            {
                fields.Add(field);
                continue;
            }
            var known = fields[index];
            if (known.Key != field.Key)
            {
                return null;
            }
            var below = known.Fields is null || field.Fields is null ? known.Fields : Union(known.Fields, field.Fields);
            if (known.Fields is not null && below is null)
            {
                return null;
            }
            fields[index] = known with { Fields = below, MayBeNull = known.MayBeNull && field.MayBeNull };
        }
        return fields;
    }

    private static bool SameTypes(IReadOnlyList<string>? one, IReadOnlyList<string>? other) =>
        one is null || other is null ? ReferenceEquals(one, other) : one.SequenceEqual(other);

    /// <param name="Entities">The objects.</param>
    /// <param name="Needs">What their fields need besides the key: "" for nothing.</param>
    private sealed record Target(EntityTarget Entities, IReadOnlySet<string> Needs)
    {
        public Target(EntityTarget entities, string[] needs)
            : this(entities, needs.Where(need => need.Length > 0).ToHashSet())
        {
        }

        public bool IsSamePlace(Target other) =>
            Entities.TypeName == other.Entities.TypeName
            && Entities.Path.ToString() == other.Entities.Path.ToString()
            && SameTypes(Entities.OnTypes, other.Entities.OnTypes);

        /// <summary>Null where both do not go together.</summary>
        public Target? With(Target other)
        {
            var fields = SelectionMerging.Union(Entities.Fields, other.Entities.Fields);
            var representation = Union(Entities.Representation, other.Entities.Representation);
            return fields is null || representation is null
                ? null
                : new Target(
                    Entities with { Fields = fields, Representation = representation },
                    Needs.Union(other.Needs).ToHashSet());
        }
    }

    /// <summary>The objects of one list: whatever is asked of one of them may be written to all.</summary>
    private sealed class Group(InternalNames names)
    {
        private readonly List<PlannedSelection> types = [];
        private readonly Dictionary<string, IReadOnlySet<string>> needs = [];
        private readonly List<EntityTarget> targets = [];

        public bool TryAdd(Target target)
        {
            var selection = target.Entities.Fields;
            var same = types.FindIndex(type => type.Type == selection.Type);
            if (types.Where((_, index) => index != same).Any(other => !SelectionMerging.GoTogether(other, selection)))
            {
                return false;
            }
            if (same < 0)
            {
                types.Add(selection);
                needs[selection.Type] = target.Needs;
            }
            else
            {
                var union = SelectionMerging.Union(types[same], selection);
                if (union is null
                    || !needs[selection.Type].SetEquals(target.Needs)
                    || !CanStand(target, types[same])
                    || !SelectionMerging.AreHarmless(types[same], selection))
                {
                    return false;
                }
                types[same] = union;
            }
            targets.Add(target.Entities);
            return true;
        }

        private bool CanStand(Target target, PlannedSelection others) =>
            names.CanStand(others, target.Entities.Path)
            && targets
                .Where(known => known.Fields.Type == others.Type)
                .All(known => names.CanStand(target.Entities.Fields, known.Path));

        public EntityGroup ToGroup(int index)
        {
            var written = ResponseKeys.Of(types);
            return new EntityGroup(
                index == 0 ? "_entities" : $"_entities{index + 1}",
                index == 0 ? "representations" : $"representations{index + 1}",
                [.. types.Select(written)],
                [.. targets.Select(target => target with { Fields = written(target.Fields) })]);
        }
    }
}
