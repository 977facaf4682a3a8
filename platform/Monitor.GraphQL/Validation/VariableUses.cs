using System.Runtime.CompilerServices;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Validation;

/// <summary>One place where a variable is used.</summary>
/// <param name="Node">The variable.</param>
/// <param name="Type">The type of the place; null where that is not known.</param>
/// <param name="HasDefault">Whether the place has a default of its own.</param>
/// <param name="ParentType">What the place is a field of, if that is itself an input object and not null.</param>
internal readonly record struct VariableUse(
    Variable Node, GraphQLType? Type, bool HasDefault, InputObjectType? ParentType);

/// <summary>Finds the variables that one operation or fragment uses itself, in the order of the text.</summary>
internal ref struct VariableUses
{
    private readonly ValidationContext context;
    private List<VariableUse>? found;

    private VariableUses(ValidationContext context) => this.context = context;

    /// <param name="context">Knows the types.</param>
    /// <param name="directives">Those of the definition.</param>
    /// <param name="selections">Those of the definition.</param>
    /// <param name="type">What they select from; null where that is not known.</param>
    public static IReadOnlyList<VariableUse> Within(
        ValidationContext context, IReadOnlyList<Directive> directives, SelectionSet selections, NamedType? type)
    {
        var uses = new VariableUses(context);
        uses.Find(directives, field: null);
        uses.Find(selections, type, field: null);
        return uses.found ?? (IReadOnlyList<VariableUse>)[];
    }

    private void Find(SelectionSet selections, NamedType? parent, FieldType? field)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();

        for (var i = 0; i < selections.Selections.Count; i++)
        {
            switch (selections.Selections[i])
            {
                case Field inner:
                    Find(inner, parent);
                    break;
                case FragmentSpread spread:
                    Find(spread.Directives, field);
                    break;
                case InlineFragment inline:
                    Find(inline.Directives, field);
                    var type = inline.TypeCondition is { } condition ? context.FindType(condition.Name) : parent;
                    Find(inline.SelectionSet, type, field);
                    break;
            }
        }
    }

    private void Find(Field field, NamedType? parent)
    {
        if (field.SelectionSet is null && field.Arguments.Count == 0 && field.Directives.Count == 0)
        {
            return;
        }

        var definition = parent is { IsComposite: true }
            ? MetaFields.Find(context.Schema, parent, field.FieldName)
            : null;
        Find(field.Arguments, definition?.Arguments);
        Find(field.Directives, definition);
        if (field.SelectionSet is { } selections)
        {
            Find(selections, definition?.Type.Named, definition);
        }
    }

    private void Find(IReadOnlyList<Directive> directives, FieldType? field)
    {
        for (var i = 0; i < directives.Count; i++)
        {
            if (directives[i].Arguments.Count > 0)
            {
                Find(directives[i].Arguments, context.ArgumentsOf(directives[i], field));
            }
        }
    }

    private void Find(IReadOnlyList<Argument> arguments, IReadOnlyDictionary<string, InputValueType>? definitions)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            var definition = definitions?.GetValueOrDefault(arguments[i].ArgumentName);
            Find(arguments[i].Value, definition, definition?.Type, parent: null);
        }
    }

    private void Find(Value value, InputValueType? place, GraphQLType? type, GraphQLType? parent)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (value)
        {
            case Variable variable:
                (found ??= []).Add(
                    new VariableUse(variable, type, place?.DefaultValue is not null, parent as InputObjectType));
                break;
            case ListValue list:
                foreach (var item in list.Items)
                {
                    Find(item, place: null, (type?.Nullable as ListType)?.Item, type);
                }

                break;
            case ObjectValue @object:
                var input = type?.Named as InputObjectType;
                foreach (var field in @object.Fields)
                {
                    var definition = input?.Fields.GetValueOrDefault(field.FieldName);
                    Find(field.Value, definition, definition?.Type, type);
                }

                break;
        }
    }
}
