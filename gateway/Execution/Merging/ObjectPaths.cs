using Monitor.Gateway.Execution.Shapes;

namespace Monitor.Gateway.Execution.Merging;

/// <summary>Finds the positions of objects in the answer. Only errors need them.</summary>
internal static class ObjectPaths
{
    /// <summary>The objects where a path leads, each as often as it stands in the answer.</summary>
    public static IEnumerable<(int First, IReadOnlyList<object> Path)> Of(
        AnswerArena arena, int root, PathStep[] steps)
    {
        var path = new List<object>();
        return Visit(root, 0);

        IEnumerable<(int, IReadOnlyList<object>)> Visit(int first, int step)
        {
            if (step == steps.Length)
            {
                return [(first, path.ToList())];
            }
            var next = steps[step];
            return next.OnTypes is null || PathStep.Contains(next.OnTypes, arena.TypeOf(first))
                ? Under(next.Key, () => VisitValue(arena[first + next.Slot], step + 1))
                : [];
        }

        IEnumerable<(int, IReadOnlyList<object>)> VisitValue(Slot value, int step) => value.Kind switch
        {
            SlotKind.Object => Visit(value.Start, step),
            SlotKind.List => Enumerable.Range(0, value.Length).SelectMany(item =>
                Under(item, () => VisitValue(arena[value.Start + item], step))),
            _ => [],
        };

        IEnumerable<(int, IReadOnlyList<object>)> Under(
            object key, Func<IEnumerable<(int, IReadOnlyList<object>)>> visit)
        {
            path.Add(key);
            foreach (var found in visit())
            {
                yield return found;
            }
            path.RemoveAt(path.Count - 1);
        }
    }
}
