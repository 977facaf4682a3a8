using Monitor.Gateway.Differential.Tests.Running;
using Monitor.GraphQL.Schema;

namespace Monitor.Gateway.Differential.Tests.Generation;

/// <summary>Makes operations over the clients' schema of a graph; the same seed always makes the same.</summary>
/// <remarks>
/// Nearly all are valid: two fields under one key are kept alike. The few that are not are passed over.
/// </remarks>
internal sealed class OperationGenerator
{
    private readonly GraphQLSchema schema;
    private readonly Chance chance;
    private readonly ValueGenerator values;
    private readonly Dictionary<string, FragmentPart> named = [];

    /// <summary>By place and key of the answer, what stands there: of which objects, which field and type.</summary>
    private readonly Dictionary<(string Place, string Key), List<Meaning>> taken = [];

    private readonly bool aliasesCollide;
    private readonly int breadth;
    private readonly int depth;
    private int budget;

    private OperationGenerator(GraphDescription graph, GraphQLSchema schema, Chance chance)
    {
        this.schema = schema;
        this.chance = chance;
        values = new ValueGenerator(graph, chance);
        aliasesCollide = chance.In100(25);
        breadth = chance.Of<int>([20, 35, 60, 90]);
        depth = chance.Between(2, 6);
        budget = chance.Between(4, 45);
    }

    public static Operation Make(GraphDescription graph, GraphQLSchema schema, int seed)
    {
        // Seeds that follow each other begin alike.
        var generator = new OperationGenerator(graph, schema, new Chance(unchecked(seed * (int)2654435761)));
        return generator.Make();
    }

    private Operation Make()
    {
        var isMutation = schema.MutationType is not null && chance.In100(35);
        var root = isMutation ? schema.MutationType! : schema.QueryType!;
        return new Operation(isMutation ? "mutation" : "query", Set(root, "", 0, false), values.Variables);
    }

    /// <summary>The parts of one selection set, never none, at a place: the keys from the root of the answer.</summary>
    private List<Part> Set(NamedType type, string place, int level, bool isFragment)
    {
        var parts = new List<Part>();
        foreach (var field in FieldsOf(type, level))
        {
            if (budget <= 0 && parts.Count > 0)
            {
                break;
            }

            if (Field(type, field, place, level) is { } part)
            {
                parts.Add(part);
            }
        }

        if (chance.In100(type.IsAbstract ? 40 : 12))
        {
            parts.Insert(chance.Below(parts.Count + 1), Typename(place));
        }

        if (!isFragment || chance.In100(25))
        {
            AddFragments(type, place, level, parts);
        }

        return parts.Count > 0 ? parts : [Typename(place)];
    }

    private List<FieldType> FieldsOf(NamedType type, int level)
    {
        if (type is not ComplexType complex)
        {
            return [];
        }

        var fields = complex.Fields.Values.Where(field => level < depth || field.Type.Named.IsLeaf).ToList();
        var some = chance.Some(fields, breadth);
        if (some.Count == 0 && fields.Count > 0)
        {
            some.Add(chance.Of(fields));
        }

        if (some.Count > 0 && chance.In100(8))
        {
            some.Add(chance.Of(some));
        }

        return some;
    }

    /// <summary>Null where no key is free for it.</summary>
    private FieldPart? Field(NamedType parent, FieldType field, string place, int level)
    {
        budget--;
        var arguments = values.Arguments(field);
        var key = KeyFor(parent, field, $"{field.Name}{arguments}", place);
        if (key is null)
        {
            return null;
        }

        return new FieldPart(
            key == field.Name ? null : key,
            field.Name,
            arguments,
            values.Directives(),
            field.Type.Named.IsLeaf ? [] : Set(field.Type.Named, $"{place}/{key}", level + 1, false));
    }

    /// <summary>Its own name, another's (even a key's), or a number: what goes with all that stands there.</summary>
    private string? KeyFor(NamedType parent, FieldType field, string meaning, string place)
    {
        var candidates = new List<string>();
        if (aliasesCollide && chance.In100(35))
        {
            candidates.Add(parent is ComplexType complex && chance.In100(70)
                ? chance.Of(complex.Fields.Keys.ToList())
                : chance.Of<string>(["id", "code", "name"]));
        }

        if (chance.In100(8))
        {
            candidates.Add(chance.Of<string>(["a", "b", "key"]));
        }

        candidates.AddRange([field.Name, $"a{chance.Below(3)}", $"x{taken.Count}"]);
        return candidates.Find(key => Take(place, key, new Meaning(parent, meaning, field.Type)));
    }

    private bool Take(string place, string key, Meaning meaning)
    {
        if (!taken.TryGetValue((place, key), out var others))
        {
            taken.Add((place, key), others = []);
        }

        if (!others.TrueForAll(other => other.GoesWith(meaning)))
        {
            return false;
        }

        others.Add(meaning);
        return true;
    }

    private FieldPart Typename(string place)
    {
        var key = chance.In100(15) ? chance.Of<string>(["type", "kind", "t"]) : "__typename";
        return Take(place, key, new Meaning(null, "__typename", null))
            ? new FieldPart(key == "__typename" ? null : key, "__typename", "", values.Directives(), [])
            : new FieldPart(null, "__typename", "", "", []);
    }

    private void AddFragments(NamedType type, string place, int level, List<Part> parts)
    {
        var count = type.IsAbstract ? chance.Between(type is UnionType ? 1 : 0, 3) : chance.In100(15) ? 1 : 0;
        for (var i = 0; i < count && (budget > 0 || parts.Count == 0); i++)
        {
            parts.Insert(chance.Below(parts.Count + 1), Fragment(type, place, level));
        }
    }

    private FragmentPart Fragment(NamedType type, string place, int level)
    {
        var on = chance.In100(6) ? type : chance.Of(Conditions(type));
        if (chance.In100(15) && named.Values.Where(each => each.On == on.Name).ToList() is { Count: > 0 } known)
        {
            return chance.Of(known) with { Directives = values.Directives() };
        }

        var directives = values.Directives();
        var isBare = on == type && chance.In100(50);
        var fragment = new FragmentPart(isBare ? null : on.Name, null, directives, Set(on, place, level, true));
        if (isBare || !chance.In100(25))
        {
            return fragment;
        }

        fragment = fragment with { Name = $"F{named.Count}" };
        named.Add(fragment.Name!, fragment);
        return fragment;
    }

    /// <summary>Types that share an object with this one.</summary>
    private List<NamedType> Conditions(NamedType type)
    {
        var possible = schema.PossibleTypes(type);
        var objects = possible.Cast<NamedType>();
        var others = schema.Types.Values.Where(each => each.IsAbstract
            && schema.PossibleTypes(each).Any(possible.Contains));

        // Objects three times as often as what they have in common.
        return [.. objects, .. objects, .. objects, .. others];
    }

    private sealed record Meaning(NamedType? Parent, string Field, GraphQLType? Type)
    {
        /// <summary>Fields of different objects never meet, but must look alike.</summary>
        public bool GoesWith(Meaning other) =>
            Field == other.Field && Type?.ToString() == other.Type?.ToString()
            || (Parent is ObjectType && other.Parent is ObjectType && Parent != other.Parent
                && Type is { Named.IsLeaf: true } && Type.ToString() == other.Type?.ToString());
    }
}
