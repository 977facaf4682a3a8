using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Execution;

/// <summary>Objects, interfaces and unions: each value is a row of the level of its object type.</summary>
/// <remarks>As long as all values are of one type and none is null, slots and rows are the same numbers.</remarks>
internal sealed class ObjectColumn(PlannedField field, GraphQLType type) : Column(field, type)
{
    private readonly NamedType named = type.Named;
    private Level[] levels = [];
    private (Level? Level, int Row)[]? places;
    private Type? lastClass;
    private Level? lastLevel;
    private int reserved;

    public override ReadOnlySpan<Level> Children => levels;

    public override void Reserve(int slots)
    {
        reserved = Math.Max(reserved, slots);
        if (places is not null && places.Length < slots)
        {
            Array.Resize(ref places, Growth.Of(places.Length, slots));
        }
    }

    public override void PutNull(int slot)
    {
        Spread();
        places![slot] = default;
    }

    public override bool IsNull(int slot) => places is not null && places[slot].Level is null;

    public override void Write(JsonText json, int slot)
    {
        var (level, row) = places is null ? (levels[0], slot) : places[slot];
        if (level is null)
        {
            json.Null();
        }
        else
        {
            level.Write(json, row);
        }
    }

    protected override void CompleteValue(int slot, object value, ErrorList errors)
    {
        Level level;
        try
        {
            level = LevelOf(ref value);
        }
        catch (Exception cause)
        {
            errors.Fail(cause, this, slot);
            return;
        }

        if (level.Fields.Fault is { } unknown)
        {
            errors.Fail(unknown, this, slot);
            return;
        }

        var row = level.Add(value, slot);
        if (places is null && row == slot && levels.Length == 1)
        {
            return;
        }

        Spread();
        places![slot] = (level, row);
    }

    /// <summary>The level of the value's object type. §6.4.3 ResolveAbstractType</summary>
    private Level LevelOf(ref object value)
    {
        if (named is ObjectType only && value is not TypedValue)
        {
            return lastLevel ??= LevelOf(only);
        }

        if (value is TypedValue typed)
        {
            value = typed.Value;
            return LevelOf(typed.TypeAs(named));
        }

        var types = Field.Types;
        if (types.IsByClass && value.GetType() == lastClass)
        {
            return lastLevel!;
        }

        lastLevel = LevelOf(types.Find(value, named, Field.Binding.Coordinate));
        lastClass = value.GetType();
        return lastLevel;
    }

    private Level LevelOf(ObjectType objectType)
    {
        foreach (var known in levels)
        {
            if (ReferenceEquals(known.Fields.Type, objectType))
            {
                return known;
            }
        }

        var level = new Level(Field.SubfieldsOf(objectType), this, reserved);
        levels = [.. levels, level];
        return level;
    }

    /// <summary>Gives each slot its own place, from when slots and rows part.</summary>
    private void Spread()
    {
        if (places is null)
        {
            places = new (Level?, int)[reserved];
            if (levels is [var first, ..])
            {
                for (var row = 0; row < first.Count; row++)
                {
                    places[first.SlotOf(row)] = (first, row);
                }
            }
        }
    }
}
