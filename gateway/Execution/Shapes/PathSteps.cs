using Monitor.Gateway.Planning;

namespace Monitor.Gateway.Execution.Shapes;

/// <summary>One step down from objects of the answer.</summary>
/// <param name="Slot">Where the value stands in each of them.</param>
/// <param name="Key">Its response key.</param>
/// <param name="OnTypes">Only below objects of these types; null for all.</param>
internal readonly record struct PathStep(int Slot, string Key, bool[]? OnTypes)
{
    /// <summary>The steps of a path, and the place where it leads.</summary>
    public static (PathStep[] Steps, Place Place) Of(ResultPath path, Place root, ObjectTypes types)
    {
        var steps = new List<PathStep>();
        var place = root;
        foreach (var step in path.Steps)
        {
            steps.Add(new PathStep(place.SlotOf(step.Key), step.Key, types.SetOf(step.OnTypes)));
            place = place.Below(step.Key);
        }
        return ([.. steps], place);
    }

    /// <summary>Whether a type is among some; what has no known type is not.</summary>
    public static bool Contains(bool[]? types, int type) => types is null || (type >= 0 && types[type]);
}
