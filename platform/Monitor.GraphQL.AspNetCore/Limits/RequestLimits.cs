using Monitor.GraphQL.Cost;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.AspNetCore.Limits;

/// <summary>Holds an operation to what its document alone does not tell: cost, and lists in variables.</summary>
public sealed class RequestLimits(GraphQLSchema schema, GraphQLOptions options)
{
    private readonly CostModel costs = new(schema, options.Cost);

    /// <summary>Judges a request before anything of it is executed.</summary>
    /// <param name="document">Valid.</param>
    /// <param name="request">Names the operation, and holds the variables.</param>
    public CheckedRequest Check(Document document, GraphQLRequest request)
    {
        if (LongestList(request.Variables) is var length && length > options.MaxListSize)
        {
            return new CheckedRequest([ListTooLong(length)]);
        }

        // Without one operation there is nothing to estimate; whoever executes says why.
        return OperationOf(document, request.OperationName) is { } operation
            ? new CheckedRequest(
                costs.Estimate(document, operation, request.Variables).Errors,
                options.ExposeCost is true ? new CostReport(costs, document, operation, request.Variables) : null)
            : new CheckedRequest([]);
    }

    private GraphQLError ListTooLong(int length) => GraphQLError.Of(
        "LIST_TOO_LONG",
        options.ExposeLimits is true
            ? $"A list in the variables may have at most {options.MaxListSize} items; here it has {length}."
            : "A list in the variables is too long.");

    private static OperationDefinition? OperationOf(Document document, string? name)
    {
        OperationDefinition? found = null;
        foreach (var definition in document.Definitions)
        {
            if (definition is OperationDefinition operation && (name is null || operation.Name?.Value == name))
            {
                if (found is not null)
                {
                    return null;
                }

                found = operation;
            }
        }

        return found;
    }

    private static int LongestList(object? value)
    {
        var longest = 0;
        switch (value)
        {
            case IReadOnlyDictionary<string, object?> map:
                foreach (var (_, item) in map)
                {
                    longest = Math.Max(longest, LongestList(item));
                }

                break;
            case IReadOnlyList<object?> list:
                longest = list.Count;
                foreach (var item in list)
                {
                    longest = Math.Max(longest, LongestList(item));
                }

                break;
        }

        return longest;
    }
}
