using Monitor.Gateway.Execution.Shapes;
using Monitor.GraphQL.AspNetCore.Answers;

namespace Monitor.Gateway.Execution.Merging;

/// <summary>
/// Looks in what earlier fetches brought for the objects that a fetch completes, and writes what names them into the
/// body of its request.
/// </summary>
internal static class EntityFinder
{
    /// <summary>Writes the variables of all groups: <c>"representations":[…]</c>, with commas between them.</summary>
    /// <param name="arena">The merged answer.</param>
    /// <param name="root">Its first slot.</param>
    /// <param name="fetch">An entity fetch.</param>
    /// <param name="wanted">Takes the entities.</param>
    /// <param name="body">Takes the representations.</param>
    public static void Find(
        AnswerArena arena, int root, FetchShape fetch, WantedEntities wanted, PooledBuffer body)
    {
        var target = 0;
        for (var group = 0; group < fetch.Groups.Length; group++)
        {
            if (group > 0)
            {
                body.Write((byte)',');
            }
            body.Write(fetch.Groups[group].VariableStart);
            wanted.BeginGroup();
            foreach (var shape in fetch.Groups[group].Targets)
            {
                new Search(arena, shape, target++, wanted, body).VisitObject(root, 0);
            }
            body.Write((byte)']');
        }
        wanted.End();
    }

    private readonly struct Search(
        AnswerArena arena, TargetShape target, int number, WantedEntities wanted, PooledBuffer body)
    {
        public void VisitObject(int first, int step)
        {
            if (step == target.Steps.Length)
            {
                if (target.OnTypes is null || PathStep.Contains(target.OnTypes, arena.TypeOf(first)))
                {
                    Add(first);
                }
                return;
            }
            var next = target.Steps[step];
            if (next.OnTypes is null || PathStep.Contains(next.OnTypes, arena.TypeOf(first)))
            {
                VisitValue(first + next.Slot, step + 1);
            }
        }

        private void VisitValue(int slot, int step)
        {
            var value = arena[slot];
            if (value.Kind == SlotKind.Object)
            {
                VisitObject(value.Start, step);
            }
            else if (value.Kind == SlotKind.List)
            {
                for (var item = 0; item < value.Length; item++)
                {
                    VisitValue(value.Start + item, step);
                }
            }
        }

        private void Add(int first)
        {
            var hash = 0;
            var isPlain = target.Representation.Kind >= 0
                && EntityKeys.TryHash(arena, target.Representation, first, out hash);
            if (isPlain && wanted.TryJoin(arena, number, target.Representation, first, hash))
            {
                return;
            }
            var end = body.Length;
            var isFirst = wanted.Count == wanted.GroupStarts[^1];
            if (!isFirst)
            {
                body.Write((byte)',');
            }
            var start = body.Length;
            if (!RepresentationWriter.TryWrite(arena, target.Representation, first, body))
            {
                body.Truncate(end);
                wanted.AddNameless(number, first);
                return;
            }
            if (isPlain)
            {
                wanted.Add(number, target.Representation, first, body, start, hash);
            }
            else if (!wanted.TryAdd(number, first, body, start))
            {
                body.Truncate(end);
            }
        }
    }
}
