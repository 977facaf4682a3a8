using System.Text;
using System.Text.Json.Nodes;

namespace Monitor.GraphQL.Differential.Tests.Generation;

/// <summary>A document with what a client sends beside it.</summary>
/// <param name="Text">The document.</param>
/// <param name="Variables">Values of its variables.</param>
/// <param name="OperationName">The operation to execute; null where there is only one.</param>
/// <param name="Root">The type of that operation.</param>
internal sealed record GeneratedDocument(string Text, JsonObject Variables, string? OperationName, TypeModel Root);

/// <summary>Makes documents for a schema: fields, aliases, fragments, variables, directives, introspection.</summary>
/// <param name="chance">Decides.</param>
/// <param name="texts">Makes texts.</param>
/// <param name="schema">What is asked.</param>
/// <param name="slips">How many decisions in a hundred are wrong; 0 makes documents that are nearly always valid.
/// </param>
/// <param name="wrongVariables">How many values of variables in a hundred are wrong.</param>
/// <param name="crowding">How many fields in a hundred bear one of few response names, so that they meet.</param>
internal sealed class DocumentGenerator(
    Chance chance, Texts texts, SchemaModel schema, int slips, int wrongVariables = 0, int crowding = 0)
{
    private static readonly string[] fewNames = ["x", "y", "name"];


    private static readonly string[] wrongDirectives =
    [
        " @skip", " @include(if: true)", " @unknown", " @skip(if: 1)", " @deprecated",
        " @include(if: true) @include(if: true)",
    ];

    private readonly Inputs inputs = new(chance, texts, slips);
    private readonly Inputs sent = new(chance, texts, slips + wrongVariables);
    private readonly Inputs fitting = new(chance, texts, slips: 0);
    private readonly List<(string Name, TypeModel On)> fragments = [];
    private readonly StringBuilder definitions = new();
    private readonly JsonObject given = [];
    private readonly List<string> variables = [];

    /// <summary>What each response name stands for: the same name for something else would be a conflict.</summary>
    private readonly Dictionary<string, string> responses = new(StringComparer.Ordinal);

    private int fields;

    /// <param name="isSubscription">Whether to subscribe, where the schema can.</param>
    public GeneratedDocument Generate(bool isSubscription = false)
    {
        var count = chance.In100(85) ? 1 : 2;
        var operations = Enumerable.Range(0, count)
            .Select(i => Operation(count == 1 ? null : i, isSubscription))
            .ToList();
        definitions.Insert(0, string.Concat(operations.Select(operation => operation.Text + "\n")));
        var chosen = chance.Below(count);
        var name = count == 1 && !chance.In100(slips) ? null : chance.In100(90) ? $"Op{chosen}" : "Other";
        return new GeneratedDocument(definitions.ToString(), given, name, operations[chosen].Root);
    }

    private (string Text, TypeModel Root) Operation(int? number, bool isSubscription)
    {
        variables.Clear();
        responses.Clear();
        var (keyword, root) = isSubscription && schema.Subscription is { } subscription
            ? ("subscription", subscription)
            : chance.In100(20) && schema.Mutation is { } mutation ? ("mutation", mutation) : ("query", schema.Query);
        if (chance.In100(slips))
        {
            keyword = chance.Of(["query", "mutation", "subscription"]);
        }

        var selection = keyword == "subscription" && !chance.In100(slips)
            ? $"{{ {Field(root, chance.Of(root.Fields), depth: 4)} }}"
            : Selection(root, depth: 4);
        var name = number is null && chance.In100(60) ? "" : $" Op{(chance.In100(slips) ? 0 : number ?? 0)}";
        var declared = variables.Count == 0 ? "" : $"({string.Join(", ", variables)})";
        var directives = Directives(keyword.ToUpperInvariant());
        var description = chance.In100(5) ? texts.Literal(texts.Any()) + "\n" : "";
        var isShorthand = keyword == "query" && name.Length == 0 && declared.Length == 0 && directives.Length == 0;
        return (isShorthand ? selection : $"{description}{keyword}{name}{declared}{directives} {selection}", root);
    }

    private string Selection(TypeModel type, int depth)
    {
        var count = chance.Between(1, depth == 4 ? 5 : 3);
        var parts = Enumerable.Range(0, count).Select(_ => Part(type, depth)).ToList();
        return "{ " + string.Join(chance.In100(50) ? " " : "\n", parts) + " }";
    }

    private string Part(TypeModel type, int depth)
    {
        var choice = chance.Below(100);
        if (choice < 12 && depth > 0)
        {
            var on = Condition(type);
            var condition = chance.In100(85) || on != type ? $" on {on}" : "";
            return $"...{condition}{Directives("INLINE_FRAGMENT")} {Selection(on, depth - 1)}";
        }

        if (choice < 22 && depth > 0)
        {
            return $"...{Fragment(type, depth)}{Directives("FRAGMENT_SPREAD")}";
        }

        if (choice < 30 || type.Fields.Count == 0)
        {
            return chance.In100(80) ? "__typename" : Alias("__typename", "String!") + "__typename";
        }

        IReadOnlyList<FieldModel> available =
            type == schema.Query && chance.In100(8) ? BuiltInTypes.MetaFields : type.Fields;
        var leaves = available.Where(field => field.Type.Named.IsLeaf).ToList();
        return Field(type, chance.Of(depth == 0 && leaves.Count > 0 ? leaves : available), depth);
    }

    private string Field(TypeModel type, FieldModel field, int depth)
    {
        fields++;
        var name = chance.In100(slips) ? Names.Misspell(field.Name, chance) : field.Name;
        var arguments = Arguments(field.Arguments);
        var alias = Alias(name, field.Type + arguments);
        var isComposite = field.Type.Named.IsComposite != chance.In100(slips);
        var below = (isComposite, field.Type.Named) switch
        {
            (false, _) => "",
            (true, { IsComposite: false }) => " { name }",
            (true, var named) when depth <= 0 || fields > 40 => " { __typename }",
            (true, var named) => " " + Selection(named, depth - 1),
        };
        var location = type == schema.Subscription && !chance.In100(slips) ? "NONE" : "FIELD";
        return $"{alias}{name}{arguments}{Directives(location)}{below}";
    }

    /// <summary>An alias with its colon where the name stands for something else already, and now and then.</summary>
    private string Alias(string name, string meaning)
    {
        if (chance.In100(crowding))
        {
            return chance.Of(fewNames) + ": ";
        }

        meaning = name + meaning;
        var isFree = !responses.TryGetValue(name, out var known) || known == meaning;
        if ((isFree && !chance.In100(10)) || chance.In100(slips))
        {
            responses.TryAdd(name, meaning);
            return "";
        }

        var alias = chance.In100(slips) ? chance.Of(Names.Fields) : $"a{responses.Count}";
        responses.TryAdd(alias, meaning);
        return alias + ": ";
    }

    private TypeModel Condition(TypeModel type)
    {
        if (chance.In100(slips))
        {
            return chance.Of(schema.Types);
        }

        var possible = schema.PossibleTypes(type);
        var overlapping = schema.Composites
            .Where(other => !other.IsIntrospection && schema.PossibleTypes(other).Any(possible.Contains))
            .ToList();
        return overlapping.Count == 0 || chance.In100(30) ? type : chance.Of(overlapping);
    }

    private string Fragment(TypeModel type, int depth)
    {
        var fitting = fragments.Where(fragment => fragment.On == type).ToList();
        if (fitting.Count > 0 && chance.In100(40))
        {
            return chance.Of(fitting).Name;
        }

        if (chance.In100(slips))
        {
            return chance.Of(["Missing", "on2", "F0", "F1"]);
        }

        var on = Condition(type);
        var name = $"F{fragments.Count}";

        // Known before its body is made only by mistake: it could spread itself.
        var isEarly = chance.In100(slips);
        var place = fragments.Count;
        fragments.Add((name, isEarly ? on : new TypeModel("", TypeKind.Scalar)));
        var body = Selection(on, depth - 1);
        fragments[place] = (name, on);
        var description = chance.In100(4) ? texts.Literal(texts.Any()) + "\n" : "";
        definitions.Append(
            $"{description}fragment {name} on {(chance.In100(slips) ? "Nothing" : on.Name)}"
            + $"{Directives("FRAGMENT_DEFINITION")} {body}\n");
        if (chance.In100(slips))
        {
            definitions.Append($"fragment {(chance.In100(50) ? name : "Unused")} on {on} {{ __typename }}\n");
        }

        return name;
    }

    private string Arguments(IReadOnlyList<FieldModel> expected)
    {
        var parts = new List<string>();
        foreach (var argument in expected)
        {
            if ((argument.IsRequired && !chance.In100(slips)) || chance.In100(60))
            {
                var name = chance.In100(slips) ? Names.Misspell(argument.Name, chance) : argument.Name;
                parts.Add($"{name}: {Value(argument)}");
            }
        }

        if (parts.Count > 0 && chance.In100(slips))
        {
            parts.Add(chance.In100(50) ? parts[0] : "extra: 1");
        }

        return parts.Count == 0 ? "" : $"({string.Join(", ", parts)})";
    }

    private string Value(FieldModel argument) =>
        chance.In100(20) ? Variable(argument.Type, isNeeded: false) : inputs.Literal(argument.Type, Within);

    private string? Within(TypeUse type, bool isNeeded) => chance.In100(6) ? Variable(type, isNeeded) : null;

    /// <summary>Declares a variable for a place of that type, and most often gives it a value.</summary>
    private string Variable(TypeUse place, bool isNeeded)
    {
        if (chance.In100(slips))
        {
            return chance.Of(["$undeclared", "$v0", "$v1"]);
        }

        // Fragments are shared by operations, so their variables bear names of their own.
        var name = $"v{given.Count + variables.Count}";
        while (variables.Any(known => known.Contains($"${name}:", StringComparison.Ordinal)))
        {
            name += "x";
        }

        var type = place is not NonNullUse && (isNeeded || chance.In100(30)) ? new NonNullUse(place) : place;
        if (chance.In100(slips))
        {
            type = new NamedUse(chance.Of(schema.Types));
        }
        else if (chance.In100(slips))
        {
            type = Rewrapped(type);
        }

        var isInput = type.Named.IsInput;
        var value = isInput && chance.In100(20) ? $" = {inputs.Literal(type)}" : "";
        var description = chance.In100(3) ? "\"about\" " : "";
        var directives = Directives("VARIABLE_DEFINITION", isConstant: true);
        variables.Add($"{description}${name}: {type}{value}{directives}");
        if (chance.In100(slips))
        {
            variables.Add(chance.In100(50) ? variables[^1] : "$unused: Int");
        }

        if (isInput && ((type is NonNullUse && value.Length == 0 && !chance.In100(3)) || chance.In100(75)))
        {
            given[name] = chance.In100(4) ? inputs.AnyJson() : sent.Json(type);
        }

        return $"${name}";
    }

    /// <summary>A type with a wrapper more or less.</summary>
    private TypeUse Rewrapped(TypeUse type) => type switch
    {
        NonNullUse nonNull when chance.In100(50) => nonNull.Inner,
        NonNullUse nonNull => new NonNullUse(Rewrapped(nonNull.Inner)),
        ListUse list when chance.In100(50) => list.Item,
        ListUse list when chance.In100(50) => new ListUse(Rewrapped(list.Item)),
        _ when chance.In100(50) => new ListUse(type),
        _ => new NonNullUse(type),
    };

    private string Directives(string location, bool isConstant = false)
    {
        if (chance.In100(slips))
        {
            return chance.Of(wrongDirectives);
        }

        if (!chance.In100(10))
        {
            return "";
        }

        var usable = schema.Directives.Where(directive => directive.Locations.Contains(location)).ToList();
        if (usable.Count == 0)
        {
            return "";
        }

        var directive = chance.Of(usable);
        var arguments = string.Join(", ", directive.Arguments
            .Where(argument => argument.IsRequired || chance.In100(50))
            .Select(argument => $"{argument.Name}: {(isConstant ? fitting.Literal(argument.Type) : Value(argument))}"));
        return $" @{directive.Name}" + (arguments.Length == 0 ? "" : $"({arguments})");
    }
}
