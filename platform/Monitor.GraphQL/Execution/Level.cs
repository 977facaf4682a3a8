using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Execution;

/// <summary>All objects of one type that one field of the answer led to, and the fields to execute on them.</summary>
internal sealed class Level(FieldSet fields, CacheRule rule)
{
    public FieldSet Fields { get; } = fields;

    /// <summary>How fresh the objects themselves are.</summary>
    public CacheRule Rule { get; } = rule;

    /// <summary>Null is only the root value of a request that has none.</summary>
    public List<object?> Parents { get; } = [];

    /// <summary>The result of each parent.</summary>
    public List<ResultObject> Results { get; } = [];

    public int Count => Parents.Count;

    public void Add(object? parent, ResultObject result)
    {
        Parents.Add(parent);
        Results.Add(result);
    }

    public void Fill(int slot, object value)
    {
        foreach (var result in Results)
        {
            result.Slots[slot] = value;
        }
    }

    /// <summary>Leaves out the objects that a null has removed from the answer. §6.4.4</summary>
    public Level WithoutGone()
    {
        var kept = new Level(Fields, Rule);
        for (var i = 0; i < Count; i++)
        {
            if (!Results[i].IsWithinGone())
            {
                kept.Add(Parents[i], Results[i]);
            }
        }

        return kept;
    }
}

/// <summary>The levels that one field leads to: one per object type of its answers.</summary>
internal sealed class ChildLevels(PlannedField field, FieldCollector collector, CacheRule rule)
{
    private readonly List<Level> levels = [];

    public PlannedField Field { get; } = field;

    public IReadOnlyList<Level> Levels => levels;

    public ResultObject Add(object value, ObjectType type, ResultNode parent, int slot)
    {
        var level = LevelOf(type);
        var result = new ResultObject(level.Fields, parent, slot);
        level.Add(value, result);
        return result;
    }

    private Level LevelOf(ObjectType type)
    {
        foreach (var known in levels)
        {
            if (ReferenceEquals(known.Fields.Type, type))
            {
                return known;
            }
        }

        // Entities are as fresh as their own type says.
        var freshness = Field.Binding.IsEntities ? CacheRule.OfType(type) : rule;
        var level = new Level(Field.SubfieldsOf(type, collector), freshness);
        levels.Add(level);
        return level;
    }
}
