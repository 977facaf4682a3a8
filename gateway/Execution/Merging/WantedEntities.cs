using Monitor.Gateway.Execution.Shapes;
using Monitor.GraphQL.AspNetCore.Answers;

namespace Monitor.Gateway.Execution.Merging;

/// <summary>
/// The entities that one fetch asks for: each once in its group, however many places of the answer want it. The
/// representations stand in the body of the request, one after another.
/// </summary>
internal sealed class WantedEntities : IDisposable
{
    private Rows<WantedEntity> entities;
    private Rows<Want> wants;
    private Rows<WantedObject> objects;
    private int[] buckets = new int[64];   // index + 1 of an entity; 0: free
    private HashSet<(int Target, int Object)>? nameless;

    public int Count => entities.Count;

    /// <summary>By group: the index of its first entity, and at the end the number of all.</summary>
    public List<int> GroupStarts { get; } = [];

    /// <summary>Objects whose key is missing: nothing can be asked for them. Null where there are none.</summary>
    public IReadOnlySet<(int Target, int Object)>? Nameless => nameless;

    public ref WantedEntity this[int entity] => ref entities[entity];

    public ref Want WantAt(int want) => ref wants[want];

    public ref WantedObject ObjectAt(int index) => ref objects[index];

    /// <summary>What follows belongs to the next group: it shares no entities with those before.</summary>
    public void BeginGroup()
    {
        GroupStarts.Add(entities.Count);
        Array.Clear(buckets);
    }

    public void AddNameless(int target, int first) => (nameless ??= []).Add((target, first));

    /// <summary>Adds an object that is an entity of the group whose keys are known already.</summary>
    /// <param name="arena">Holds the keys.</param>
    /// <param name="target">Index of the target over all groups.</param>
    /// <param name="shape">What names its objects.</param>
    /// <param name="first">The object's first slot.</param>
    /// <param name="hash">Of its keys.</param>
    /// <returns>False where there is none.</returns>
    public bool TryJoin(AnswerArena arena, int target, RepresentationShape shape, int first, int hash)
    {
        var mask = buckets.Length - 1;
        for (var bucket = hash & mask; buckets[bucket] is var found and not 0; bucket = (bucket + 1) & mask)
        {
            ref var known = ref entities[found - 1];
            if (known.Hash == hash
                && known.Shape is not null
                && EntityKeys.AreEqual(arena, shape, first, known.Shape, known.First))
            {
                AddObject(found - 1, target, first);
                return true;
            }
        }
        return false;
    }

    /// <summary>Adds an object that is the first of its entity; its representation ends the body.</summary>
    /// <param name="target">Index of the target over all groups.</param>
    /// <param name="shape">What names its objects.</param>
    /// <param name="first">The object's first slot.</param>
    /// <param name="body">Ends with the representation.</param>
    /// <param name="start">Where that begins.</param>
    /// <param name="hash">Of its keys.</param>
    public void Add(int target, RepresentationShape shape, int first, PooledBuffer body, int start, int hash) =>
        AddObject(
            AddEntity(new WantedEntity(start, body.Length - start, hash) { Shape = shape, First = first }),
            target,
            first);

    /// <summary>Adds an object whose whole representation, which ends the body, tells which entity it is.</summary>
    /// <param name="target">Index of the target over all groups.</param>
    /// <param name="first">The object's first slot.</param>
    /// <param name="body">Ends with the representation.</param>
    /// <param name="start">Where that begins.</param>
    /// <returns>False where the entity is known already: its representation is to be taken back.</returns>
    public bool TryAdd(int target, int first, PooledBuffer body, int start)
    {
        var name = body.Written.Span[start..];
        var hash = EntityKeys.Hash(name);
        var entity = Find(name, hash, body);
        var isNew = entity < 0;
        if (isNew)
        {
            entity = AddEntity(new WantedEntity(start, name.Length, hash));
        }
        AddObject(entity, target, first);
        return isNew;
    }

    /// <summary>The last group is whole.</summary>
    public void End() => GroupStarts.Add(entities.Count);

    public void Dispose()
    {
        entities.Dispose();
        wants.Dispose();
        objects.Dispose();
    }

    private void AddObject(int entity, int target, int first)
    {
        ref var wanted = ref entities[entity];
        var isSameTarget = wanted.LastWant >= 0 && wants[wanted.LastWant].Target == target;
        if (isSameTarget && objects[wants[wanted.LastWant].LastObject].First == first)
        {
            return;   // a shared object is met at each of its positions
        }
        var added = objects.Add(new WantedObject(first));
        if (isSameTarget)
        {
            ref var known = ref wants[wanted.LastWant];
            objects[known.LastObject].Next = added;
            known.LastObject = added;
            return;
        }
        var want = wants.Add(new Want(target, added));
        if (wanted.LastWant >= 0)
        {
            wants[wanted.LastWant].Next = want;
        }
        else
        {
            wanted.FirstWant = want;
        }
        wanted.LastWant = want;
    }

    private int Find(ReadOnlySpan<byte> name, int hash, PooledBuffer body)
    {
        var mask = buckets.Length - 1;
        for (var bucket = hash & mask; buckets[bucket] is var found and not 0; bucket = (bucket + 1) & mask)
        {
            ref var known = ref entities[found - 1];
            if (known.Hash == hash && body.Written.Span.Slice(known.Start, known.Length).SequenceEqual(name))
            {
                return found - 1;
            }
        }
        return -1;
    }

    private int AddEntity(WantedEntity entity)
    {
        var index = entities.Add(entity);
        if (entities.Count - GroupStarts[^1] > buckets.Length / 2)
        {
            buckets = new int[buckets.Length * 4];
            for (var known = GroupStarts[^1]; known < index; known++)
            {
                Place(known);
            }
        }
        Place(index);
        return index;
    }

    private void Place(int entity)
    {
        var mask = buckets.Length - 1;
        var bucket = entities[entity].Hash & mask;
        while (buckets[bucket] != 0)
        {
            bucket = (bucket + 1) & mask;
        }
        buckets[bucket] = entity + 1;
    }
}

/// <summary>An entity to ask for.</summary>
/// <param name="Start">Where its representation begins in the body.</param>
/// <param name="Length">Bytes of that.</param>
/// <param name="Hash">Of its keys where <see cref="Shape"/> tells them, else of the representation.</param>
internal record struct WantedEntity(int Start, int Length, int Hash)
{
    /// <summary>What names its first object; null where only the whole representation tells.</summary>
    public RepresentationShape? Shape { get; init; }

    /// <summary>The first slot of that object.</summary>
    public int First { get; init; }

    /// <summary>-1 where there is none.</summary>
    public int FirstWant { get; set; } = -1;

    public int LastWant { get; set; } = -1;

    /// <summary>Where in the subgraph's answer it stands.</summary>
    public int AnswerStart { get; set; }

    /// <summary>Bytes there; 0 where the subgraph answered nothing of it, or null.</summary>
    public int AnswerLength { get; set; }
}

/// <summary>An entity as it is wanted by one target.</summary>
/// <param name="Target">Index over all groups of the fetch.</param>
/// <param name="FirstObject">Of the chain of objects that want it.</param>
internal record struct Want(int Target, int FirstObject)
{
    public int LastObject { get; set; } = FirstObject;

    /// <summary>Of the next target's; -1 at the end.</summary>
    public int Next { get; set; } = -1;

    /// <summary>The entity as it was read for this target; -1 before that, or where there is none.</summary>
    public int Read { get; set; } = -1;
}

/// <summary>An object of the answer that an entity completes.</summary>
/// <param name="First">Its first slot.</param>
internal record struct WantedObject(int First)
{
    /// <summary>-1 at the end of the chain.</summary>
    public int Next { get; set; } = -1;
}
