using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Validation;

/// <summary>Leads all rules through a document once, and keeps the types of the places that it passes.</summary>
internal sealed class DocumentWalk(ValidationContext context, IReadOnlyList<ValidationRule> rules)
{
    private DefinitionUses uses = new();

    public void Run()
    {
        foreach (var rule in rules)
        {
            rule.Enter(context.Document);
        }

        foreach (var definition in context.Document.Definitions)
        {
            switch (definition)
            {
                case OperationDefinition operation:
                    Walk(operation);
                    break;
                case FragmentDefinition fragment:
                    Walk(fragment);
                    break;
            }
        }

        foreach (var rule in rules)
        {
            rule.Leave(context.Document);
        }
    }

    private void Walk(OperationDefinition operation)
    {
        uses = context.UsesOf(operation);
        foreach (var rule in rules)
        {
            rule.Enter(operation);
        }

        foreach (var variable in operation.Variables)
        {
            Walk(variable);
        }

        Walk(operation.Directives, operation.Operation switch
        {
            OperationType.Query => "QUERY",
            OperationType.Mutation => "MUTATION",
            _ => "SUBSCRIPTION",
        });
        Walk(operation.SelectionSet, operation, context.Schema.RootType(operation.Operation));
    }

    private void Walk(FragmentDefinition fragment)
    {
        uses = context.UsesOf(fragment);
        foreach (var rule in rules)
        {
            rule.Enter(fragment);
        }

        Walk(fragment.TypeCondition);
        Walk(fragment.Directives, "FRAGMENT_DEFINITION");
        Walk(fragment.SelectionSet, fragment, context.Schema.Find(fragment.TypeCondition));
    }

    private void Walk(VariableDefinition variable)
    {
        var type = context.Schema.Find(variable.Type);
        foreach (var rule in rules)
        {
            rule.Enter(variable, type);
        }

        Walk(variable.Type);
        if (variable.DefaultValue is { } value)
        {
            Walk(value, type?.Named.IsInput == true ? type : null, hasDefault: false);
        }

        Walk(variable.Directives, "VARIABLE_DEFINITION");
    }

    private void Walk(TypeNode type)
    {
        switch (type)
        {
            case ListTypeNode list:
                Walk(list.Item);
                break;
            case NonNullTypeNode nonNull:
                Walk(nonNull.Inner);
                break;
            case NamedTypeNode named:
                foreach (var rule in rules)
                {
                    rule.Enter(named);
                }

                break;
        }
    }

    /// <param name="selections">The selections.</param>
    /// <param name="owner">What they belong to.</param>
    /// <param name="type">What they select from.</param>
    private void Walk(SelectionSet selections, SyntaxNode owner, GraphQLType? type)
    {
        var outer = context.ParentType;
        context.ParentType = type?.Named is { IsComposite: true } composite ? composite : null;
        foreach (var rule in rules)
        {
            rule.Enter(selections, owner);
        }

        foreach (var selection in selections.Selections)
        {
            switch (selection)
            {
                case Field field:
                    Walk(field);
                    break;
                case FragmentSpread spread:
                    Walk(spread);
                    break;
                case InlineFragment inline:
                    Walk(inline);
                    break;
            }
        }

        context.ParentType = outer;
    }

    private void Walk(Field field)
    {
        var definition = context.ParentType is { } parent
            ? MetaFields.Find(context.Schema, parent, field.Name.Value)
            : null;
        context.Field = definition;
        foreach (var rule in rules)
        {
            rule.Enter(field);
        }

        Walk(field.Arguments, definition?.Arguments);
        Walk(field.Directives, "FIELD");
        if (field.SelectionSet is { } selections)
        {
            Walk(selections, field, definition?.Type);
        }
    }

    private void Walk(FragmentSpread spread)
    {
        uses.Spreads.Add(spread);
        foreach (var rule in rules)
        {
            rule.Enter(spread);
        }

        Walk(spread.Directives, "FRAGMENT_SPREAD");
    }

    private void Walk(InlineFragment fragment)
    {
        var type = fragment.TypeCondition is { } condition ? context.Schema.Find(condition) : context.ParentType;
        foreach (var rule in rules)
        {
            rule.Enter(fragment, type);
        }

        if (fragment.TypeCondition is not null)
        {
            Walk(fragment.TypeCondition);
        }

        Walk(fragment.Directives, "INLINE_FRAGMENT");
        Walk(fragment.SelectionSet, fragment, type);
    }

    private void Walk(IReadOnlyList<Directive> directives, string location)
    {
        if (directives.Count == 0)
        {
            return;
        }

        foreach (var rule in rules)
        {
            rule.Enter(directives, location);
        }

        foreach (var directive in directives)
        {
            Walk(directive.Arguments, context.Schema.Directives.GetValueOrDefault(directive.Name.Value)?.Arguments);
        }
    }

    private void Walk(IReadOnlyList<Argument> arguments, IReadOnlyDictionary<string, InputValueType>? definitions)
    {
        foreach (var argument in arguments)
        {
            var definition = definitions?.GetValueOrDefault(argument.Name.Value);
            Walk(argument.Value, definition?.Type, definition?.DefaultValue is not null);
        }
    }

    private void Walk(Value value, GraphQLType? type, bool hasDefault)
    {
        foreach (var rule in rules)
        {
            rule.Enter(value, type);
        }

        FindVariables(value, type, hasDefault, parent: null);
    }

    private void FindVariables(Value value, GraphQLType? type, bool hasDefault, InputObjectType? parent)
    {
        switch (value)
        {
            case Variable variable:
                uses.Variables.Add(new VariableUse(variable, type, hasDefault, parent));
                break;
            case ListValue list:
                foreach (var item in list.Items)
                {
                    FindVariables(item, (type?.Nullable as ListType)?.Item, hasDefault: false, parent: null);
                }

                break;
            case ObjectValue @object:
                var input = type?.Named as InputObjectType;
                foreach (var field in @object.Fields)
                {
                    var definition = input?.Fields.GetValueOrDefault(field.Name.Value);
                    FindVariables(field.Value, definition?.Type, definition?.DefaultValue is not null, input);
                }

                break;
        }
    }
}
