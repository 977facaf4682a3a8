using System.Runtime.CompilerServices;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.Gateway.Planning;

/// <summary>Stage 1: resolves fragments, @skip and @include. Expects a document that was validated.</summary>
internal sealed class OperationNormalizer
{
    private readonly GraphQLSchema schema;
    private readonly Dictionary<string, FragmentDefinition> fragments;
    private readonly Func<string, bool> variable;
    private readonly IReadOnlySet<Field>? refused;
    private readonly PlannerBudget? budget;
    private readonly Dictionary<string, HashSet<string>> possible = [];
    private readonly Dictionary<SetKey, SelectedSet> built = [];

    private OperationNormalizer(
        GraphQLSchema schema,
        Document document,
        Func<string, bool> variable,
        PlannerBudget? budget,
        IReadOnlySet<Field>? refused)
    {
        this.schema = schema;
        this.variable = variable;
        this.budget = budget;
        this.refused = refused;
        fragments = document.Definitions.OfType<FragmentDefinition>().ToDictionary(fragment => fragment.Name.Value);
    }

    /// <param name="schema">The schema for clients.</param>
    /// <param name="document">Holds the fragments.</param>
    /// <param name="operation">One operation of the document.</param>
    /// <param name="variable">The value of a variable that drives @skip or @include.</param>
    /// <param name="refused">Fields of the document that the caller may not have; null for none.</param>
    /// <param name="budget">What it may cost; null for whatever it does.</param>
    /// <exception cref="PlanTooComplexException">Fragments multiply beyond what the budget allows.</exception>
    public static SelectedSet Normalize(
        GraphQLSchema schema,
        Document document,
        OperationDefinition operation,
        Func<string, bool> variable,
        IReadOnlySet<Field>? refused = null,
        PlannerBudget? budget = null)
    {
        var root = operation.Operation switch
        {
            OperationType.Mutation => schema.MutationType,
            OperationType.Subscription => schema.SubscriptionType,
            _ => schema.QueryType,
        };
        return new OperationNormalizer(schema, document, variable, budget, refused)
            .Build(root!, [operation.SelectionSet]);
    }

    /// <summary>Names of the variables that @skip and @include read, anywhere in the document, in order.</summary>
    public static IReadOnlyList<string> SwitchVariables(Document document) =>
    [
        .. document.Definitions
            .SelectMany(definition => definition switch
            {
                OperationDefinition operation => Selections(operation.SelectionSet),
                FragmentDefinition fragment => Selections(fragment.SelectionSet),
                _ => [],
            })
            .SelectMany(selection => selection.Directives)
            .Where(directive => directive.Name.Value is "skip" or "include")
            .SelectMany(directive => directive.Arguments)
            .Select(argument => argument.Value)
            .OfType<Variable>()
            .Select(used => used.Name)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<Selection> Selections(SelectionSet? set) => set is null
        ? []
        : set.Selections.SelectMany(selection => Selections(selection switch
        {
            Field field => field.SelectionSet,
            InlineFragment fragment => fragment.SelectionSet,
            _ => null,
        }).Prepend(selection));

    /// <summary>The same selections of the same type are one set, wherever they stand.</summary>
    private SelectedSet Build(NamedType type, SelectionSet[] sets)
    {
        var key = new SetKey(type, sets);
        if (!built.TryGetValue(key, out var set))
        {
            built[key] = set = BuildNew(type, sets);
        }
        return set;
    }

    private SelectedSet BuildNew(NamedType type, SelectionSet[] sets)
    {
        var found = new List<(Field Field, IReadOnlySet<string>? OnlyOn)>();
        foreach (var set in sets)
        {
            Collect(set, type, onlyOn: null, found);
        }
        var specificTypes = found
            .Where(entry => entry.OnlyOn is not null)
            .SelectMany(entry => entry.OnlyOn!)
            .Distinct();
        return new SelectedSet(
            type,
            Group(type, found.Where(entry => entry.OnlyOn is null)),
            specificTypes.ToDictionary(
                name => name,
                name => Group(schema.Types[name], found.Where(entry => entry.OnlyOn?.Contains(name) == true))),
            name => Group(
                schema.Types[name],
                found.Where(entry => entry.OnlyOn is null || entry.OnlyOn.Contains(name))));
    }

    /// <summary>§6.3.2 CollectFields, for all object types at once.</summary>
    private void Collect(
        SelectionSet set,
        NamedType type,
        IReadOnlySet<string>? onlyOn,
        List<(Field Field, IReadOnlySet<string>? OnlyOn)> found)
    {
        foreach (var selection in set.Selections.Where(IsIncluded))
        {
            budget?.Spend();
            switch (selection)
            {
                case Field field:
                    found.Add((field, onlyOn));
                    break;
                case InlineFragment fragment:
                    CollectFragment(fragment.SelectionSet, fragment.TypeCondition?.Name, type, onlyOn, found);
                    break;
                case FragmentSpread spread:
                    var definition = fragments[spread.Name.Value];
                    CollectFragment(definition.SelectionSet, definition.TypeCondition.Name, type, onlyOn, found);
                    break;
            }
        }
    }

    private void CollectFragment(
        SelectionSet set,
        string? condition,
        NamedType type,
        IReadOnlySet<string>? onlyOn,
        List<(Field Field, IReadOnlySet<string>? OnlyOn)> found)
    {
        var now = onlyOn ?? PossibleTypes(type);
        if (condition is null || condition == type.Name)
        {
            Collect(set, type, onlyOn, found);
            return;
        }
        var then = now.Intersect(PossibleTypes(schema.Types[condition])).ToHashSet();
        if (then.Count > 0)
        {
            // An interface lacks fields of a condition that holds for all of its types all the same.
            var isSame = then.Count == now.Count && (onlyOn is not null || !type.IsAbstract);
            Collect(set, type, isSame ? onlyOn : then, found);
        }
    }

    private HashSet<string> PossibleTypes(NamedType type)
    {
        if (!possible.TryGetValue(type.Name, out var names))
        {
            possible[type.Name] = names = FindPossibleTypes(type);
        }
        return names;
    }

    private HashSet<string> FindPossibleTypes(NamedType type) => type switch
    {
        UnionType union => [.. union.Members.Select(member => member.Name)],
        InterfaceType => [.. schema.Types.Values.OfType<ObjectType>()
            .Where(candidate => candidate.Interfaces.Any(i => i.Name == type.Name))
            .Select(candidate => candidate.Name)],
        _ => [type.Name],
    };

    private IReadOnlyList<SelectedField> Group(
        NamedType type, IEnumerable<(Field Field, IReadOnlySet<string>? OnlyOn)> found) =>
    [
        .. found
            .GroupBy(entry => entry.Field.ResponseName)
            .Select(group => Selected(type, [.. group.Select(entry => entry.Field)])),
    ];

    private SelectedField Selected(NamedType type, List<Field> asked)
    {
        // A field that is refused on an interface may be asked of one of its types all the same.
        var granted = refused is null ? asked : [.. asked.Where(field => !refused.Contains(field))];
        var fields = granted.Count > 0 ? granted : asked;
        var first = fields[0];
        var name = first.Name.Value;
        if (name.StartsWith("__", StringComparison.Ordinal))
        {
            return new SelectedField(first.ResponseName, name, first.Arguments, Definition: null, Selection: null)
            {
                Introspection = name == "__typename" ? null : AsOne(fields),
            };
        }
        var definition = ((ComplexType)type).Fields[name];
        var selection = definition.Type.Named.IsComposite
            ? Build(definition.Type.Named, [.. fields.Select(field => field.SelectionSet!)])
            : null;
        return new SelectedField(first.ResponseName, name, first.Arguments, definition, selection)
        {
            IsRefused = granted.Count == 0,
        };
    }

    /// <summary>Fields of one response key as one field, for the engine to execute.</summary>
    private static Field AsOne(List<Field> fields) => new()
    {
        Alias = fields[0].Alias,
        Name = fields[0].Name,
        Arguments = fields[0].Arguments,
        SelectionSet = new SelectionSet([.. fields.SelectMany(field => field.SelectionSet!.Selections)]),
    };

    private bool IsIncluded(Selection selection) =>
        selection.Directives.All(directive => directive.Name.Value switch
        {
            "skip" => !Switch(directive),
            "include" => Switch(directive),
            _ => true,
        });

    private bool Switch(Directive directive) =>
        directive.Arguments.First(argument => argument.Name.Value == "if").Value switch
        {
            BooleanValue literal => literal.Value,
            Variable name => variable(name.Name),
            _ => false,
        };

    private readonly struct SetKey(NamedType type, SelectionSet[] sets) : IEquatable<SetKey>
    {
        private readonly NamedType type = type;
        private readonly SelectionSet[] sets = sets;

        public bool Equals(SetKey other) =>
            ReferenceEquals(type, other.type) && sets.AsSpan().SequenceEqual(other.sets);

        public override bool Equals(object? obj) => obj is SetKey other && Equals(other);

        public override int GetHashCode()
        {
            var hash = RuntimeHelpers.GetHashCode(type);
            foreach (var set in sets)
            {
                hash = HashCode.Combine(hash, RuntimeHelpers.GetHashCode(set));
            }
            return hash;
        }
    }
}
