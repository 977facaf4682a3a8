using Monitor.Gateway.Planning;

namespace Monitor.Gateway.Execution.Shapes;

/// <summary>
/// A plan as it is carried out: every place of the answer with its slots, and for every fetch what comes in which order
/// and where it goes. Made once for each plan; safe to share between requests.
/// </summary>
internal sealed class CompiledPlan
{
    private int answerBytes = 4 * 1024;
    private int slots = 256;

    public CompiledPlan(QueryPlan plan, ObjectTypes types)
    {
        Plan = plan;
        Types = types;
        Root = new Place(types.IndexOf(plan.Selection.Type.Name));
        Root.Add(plan.Selection, types);
        foreach (var fetch in plan.Fetches)
        {
            AddPlaces(fetch);
        }
        Fetches = [.. plan.Fetches.Select(fetch => new FetchShape(fetch, Root, types))];
        Answer = new WriteShape(plan.Selection, Root, types);
        Introspection = IntrospectionOf(plan.Selection);
    }

    public QueryPlan Plan { get; }

    public ObjectTypes Types { get; }

    /// <summary>The place of the answer itself.</summary>
    public Place Root { get; }

    /// <summary>In the order of the plan.</summary>
    public FetchShape[] Fetches { get; }

    /// <summary>What the client gets.</summary>
    public WriteShape Answer { get; }

    /// <summary>What the engine answers itself: each such field as it is. Null for none.</summary>
    public ReadShape? Introspection { get; }

    /// <summary>Bytes that the last answer took: the next one likely takes as many.</summary>
    public int AnswerBytes
    {
        get => Volatile.Read(ref answerBytes);
        set => Volatile.Write(ref answerBytes, value);
    }

    /// <summary>Slots that the last answer took.</summary>
    public int Slots
    {
        get => Volatile.Read(ref slots);
        set => Volatile.Write(ref slots, value);
    }

    private ReadShape? IntrospectionOf(SelectedSet selection)
    {
        List<PlannedField> fields =
        [
            .. selection.Common.Where(field => field.Introspection is not null).Select(field => new PlannedField(
                field.ResponseKey, field.ResponseKey, field.Name, [], field.Name, Selection: null, IsInternal: false)),
        ];
        return fields.Count == 0
            ? null
            : ReadShape.Of([new PlannedSelection(selection.Type.Name, false, null, fields, [])], Root, Types);
    }

    private void AddPlaces(Fetch fetch)
    {
        if (fetch.Root is not null)
        {
            PlaceAt(fetch.RootPath).Add(fetch.Root, Types);
        }
        foreach (var target in fetch.Entities.SelectMany(group => group.Targets))
        {
            var place = PlaceAt(target.Path);
            place.Add(target.Fields, Types);
            place.Add(target.Representation);
        }
    }

    private Place PlaceAt(ResultPath path) =>
        path.Steps.Aggregate(Root, (place, step) => place.Below(step.Key));
}
