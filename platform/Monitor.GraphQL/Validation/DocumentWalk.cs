using System.Runtime.CompilerServices;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Validation;

/// <summary>Leads all rules through a document once, and keeps the types of the places that it passes.</summary>
/// <remarks>Nodes come in the order of graphql-js's visitor, and so do the errors.</remarks>
internal sealed partial class DocumentWalk(ValidationContext context, RuleSet set)
{
    private readonly ValidationRule[] rules = set.Create(context);

    public void Run()
    {
        var document = context.Document;
        foreach (var rule in set.EnterDocument)
        {
            rules[rule].Enter(document);
        }

        for (var i = 0; i < document.Definitions.Count; i++)
        {
            switch (document.Definitions[i])
            {
                case OperationDefinition operation:
                    Walk(operation);
                    break;
                case FragmentDefinition fragment:
                    Walk(fragment);
                    break;
                case TypeSystemDefinition definition:
                    Walk(definition);
                    break;
            }
        }

        foreach (var rule in set.LeaveDocument)
        {
            rules[rule].Leave(document);
        }
    }

    private void Walk(OperationDefinition operation)
    {
        foreach (var rule in set.EnterOperation)
        {
            rules[rule].Enter(operation);
        }

        for (var i = 0; i < operation.Variables.Count; i++)
        {
            Walk(operation.Variables[i]);
        }

        Walk(operation.Directives, operation.Operation switch
        {
            OperationType.Query => "QUERY",
            OperationType.Mutation => "MUTATION",
            _ => "SUBSCRIPTION",
        });
        Walk(operation.SelectionSet, context.Schema.RootType(operation.Operation));
        foreach (var rule in set.LeaveOperation)
        {
            rules[rule].Leave(operation);
        }
    }

    private void Walk(FragmentDefinition fragment)
    {
        foreach (var rule in set.EnterFragment)
        {
            rules[rule].Enter(fragment);
        }

        Walk(fragment.TypeCondition);
        Walk(fragment.Directives, "FRAGMENT_DEFINITION");
        Walk(fragment.SelectionSet, context.FindType(fragment.TypeCondition.Name));
    }

    private void Walk(VariableDefinition variable)
    {
        foreach (var rule in set.EnterVariable)
        {
            rules[rule].Enter(variable);
        }

        Walk(variable.Type);
        if (variable.DefaultValue is { } value)
        {
            var type = context.FindType(variable.Type);
            Walk(value, type is { Named.IsInput: true } ? type : null);
        }

        Walk(variable.Directives, "VARIABLE_DEFINITION");
    }

    private void Walk(TypeNode type)
    {
        while (true)
        {
            switch (type)
            {
                case ListTypeNode list:
                    type = list.Item;
                    break;
                case NonNullTypeNode nonNull:
                    type = nonNull.Inner;
                    break;
                default:
                    foreach (var rule in set.EnterNamedType)
                    {
                        rules[rule].Enter((NamedTypeNode)type);
                    }

                    return;
            }
        }
    }

    /// <param name="selections">Of an operation, field or fragment.</param>
    /// <param name="type">What they select from.</param>
    private void Walk(SelectionSet selections, NamedType? type)
    {
        var outer = context.ParentType;
        context.ParentType = type is { IsComposite: true } ? type : null;
        foreach (var rule in set.EnterSelections)
        {
            rules[rule].Enter(selections);
        }

        Walk(selections.Selections);
        context.ParentType = outer;
    }

    private void Walk(IReadOnlyList<Selection> selections)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();

        for (var i = 0; i < selections.Count; i++)
        {
            switch (selections[i])
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
    }

    private void Walk(Field field)
    {
        var outer = context.Field;
        var definition = context.ParentType is { } parent
            ? MetaFields.Find(context.Schema, parent, field.FieldName)
            : null;
        context.Field = definition;
        foreach (var rule in set.EnterField)
        {
            rules[rule].Enter(field);
        }

        for (var i = 0; i < field.Arguments.Count; i++)
        {
            var argument = field.Arguments[i];
            var expected = definition?.Arguments.GetValueOrDefault(argument.ArgumentName);
            foreach (var rule in set.EnterArgument)
            {
                rules[rule].Enter(argument, expected);
            }

            Walk(argument.Value, expected?.Type);
        }

        Walk(field.Directives, "FIELD");
        if (field.SelectionSet is { } selections)
        {
            Walk(selections, definition?.Type.Named);
        }

        foreach (var rule in set.LeaveField)
        {
            rules[rule].Leave(field);
        }

        context.Field = outer;
    }

    private void Walk(FragmentSpread spread)
    {
        foreach (var rule in set.EnterSpread)
        {
            rules[rule].Enter(spread);
        }

        Walk(spread.Directives, "FRAGMENT_SPREAD");
    }

    private void Walk(InlineFragment fragment)
    {
        foreach (var rule in set.EnterInlineFragment)
        {
            rules[rule].Enter(fragment);
        }

        var outer = context.ParentType;
        var type = outer;
        if (fragment.TypeCondition is { } condition)
        {
            Walk(condition);
            type = context.FindType(condition.Name) is { IsComposite: true } composite ? composite : null;
        }

        Walk(fragment.Directives, "INLINE_FRAGMENT");
        context.ParentType = type;
        Walk(fragment.SelectionSet.Selections);
        context.ParentType = outer;
    }

    private void Walk(IReadOnlyList<Directive> directives, string location)
    {
        for (var i = 0; i < directives.Count; i++)
        {
            var directive = directives[i];
            foreach (var rule in set.EnterDirective)
            {
                rules[rule].Enter(directive, location);
            }

            WalkArguments(directive);
            foreach (var rule in set.LeaveDirective)
            {
                rules[rule].Leave(directive);
            }
        }
    }

    private void WalkArguments(Directive directive)
    {
        if (directive.Arguments.Count == 0)
        {
            return;
        }

        var definitions = context.ArgumentsOf(directive, context.Field);
        for (var i = 0; i < directive.Arguments.Count; i++)
        {
            var argument = directive.Arguments[i];
            Walk(argument.Value, definitions?.GetValueOrDefault(argument.ArgumentName)?.Type);
        }
    }

    private void Walk(Value value, GraphQLType? type)
    {
        foreach (var rule in set.EnterValue)
        {
            rules[rule].Enter(value, type);
        }
    }
}
