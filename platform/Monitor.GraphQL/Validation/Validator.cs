using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;
using Monitor.GraphQL.Validation.Limits;

namespace Monitor.GraphQL.Validation;

/// <summary>Holds a document against a schema. GraphQL 2025 §5</summary>
public static class Validator
{
    /// <summary>The specified rules by their names in graphql-js, as <c>FieldsOnCorrectTypeRule</c>.</summary>
    public static IReadOnlyList<string> RuleNames { get; } = SpecifiedRules.Names;

    /// <summary>Every error found; none means that the document may be executed.</summary>
    public static IReadOnlyList<GraphQLError> Validate(
        GraphQLSchema schema, Document document, ValidationOptions? options = null)
    {
        var context = new ValidationContext(schema, document, options ?? ValidationOptions.Default);
        try
        {
            // First, as deep or wide documents would cost the rules time.
            if (context.Options.HasLimits)
            {
                DocumentLimits.Judge(context);
            }

            if (context.Errors.Count == 0)
            {
                new DocumentWalk(context, SpecifiedRules.Choose(context.Options.Rules)).Run();
            }
        }
        catch (ValidationAbortedException reason)
        {
            context.Abort(reason);
        }
        catch (InsufficientExecutionStackException)
        {
            // The document, or its fragments, nest deeper than anything can follow.
            context.Abort(new ValidationAbortedException());
        }

        return context.Errors;
    }
}
