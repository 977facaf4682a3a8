namespace Monitor.GraphQL.Cost;

/// <summary>What an operation may cost at most, known before it is executed.</summary>
/// <param name="Cost">An upper bound, as far as the schema knows the sizes of its lists.</param>
/// <param name="Errors">Why the operation is refused, each with a code; none where it is not.</param>
public sealed record CostEstimate(OperationCost Cost, IReadOnlyList<GraphQLError> Errors);
