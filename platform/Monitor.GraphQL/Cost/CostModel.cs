using System.Runtime.CompilerServices;
using System.Text.Json;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Cost;

/// <summary>
/// Judges valid operations by their cost, as the GraphQL Cost Directives specification counts it. Safe for many
/// threads.
/// </summary>
/// <remarks>
/// An estimate is made once per document and the variables that it depends on: those that slice lists, switch fields on
/// and off, or count entities. Where input objects are in variables, each request is estimated by itself.
/// </remarks>
public sealed class CostModel(GraphQLSchema schema, CostOptions options)
{
    /// <summary>Estimates kept of one document; beyond it they are made anew.</summary>
    private const int MostEstimates = 64;

    private readonly CostSchema costs = CostSchema.Of(schema);
    private readonly ConditionalWeakTable<Document, EstimatedDocument> documents = [];

    /// <summary>What an operation may cost at most, and whether that is too much.</summary>
    /// <param name="document">Valid, and within the limits of documents.</param>
    /// <param name="operation">One of its operations.</param>
    /// <param name="variables">As read from JSON, before they are coerced.</param>
    public CostEstimate Estimate(
        Document document, OperationDefinition operation, IReadOnlyDictionary<string, object?>? variables)
    {
        var estimated = documents.GetValue(document, key => new EstimatedDocument(key, costs));
        var input = new GivenInput(operation, variables);
        if (estimated.KeyOf(operation, input) is not { } key)
        {
            return Estimate(estimated, operation, input);
        }

        if (estimated.Estimates.TryGetValue((operation, key), out var known))
        {
            return known;
        }

        var estimate = Estimate(estimated, operation, input);
        if (estimated.Estimates.Count < MostEstimates)
        {
            estimated.Estimates.TryAdd((operation, key), estimate);
        }

        return estimate;
    }

    /// <summary>What an operation did cost.</summary>
    /// <param name="document">Holds the fragments.</param>
    /// <param name="operation">What was executed.</param>
    /// <param name="variables">As read from JSON.</param>
    /// <param name="data">The answer's <c>data</c>.</param>
    public OperationCost Measure(
        Document document,
        OperationDefinition operation,
        IReadOnlyDictionary<string, object?>? variables,
        JsonElement data)
    {
        var estimated = documents.GetValue(document, key => new EstimatedDocument(key, costs));
        var input = new GivenInput(operation, variables);
        try
        {
            return new ResponseAnalysis(
                costs, new CostedFields(schema, estimated.Fragments, input), new FieldCosts(costs, input))
                .Of(operation, data);
        }
        catch (CostUnknownException)
        {
            return default;
        }
    }

    private CostEstimate Estimate(EstimatedDocument document, OperationDefinition operation, GivenInput input)
    {
        var lengths = new ListLength(costs, options, input);
        try
        {
            var cost = new StaticAnalysis(
                costs,
                options,
                new CostedFields(schema, document.Fragments, input),
                new FieldCosts(costs, input),
                lengths).Of(operation);
            return lengths.Errors.Count > 0 ? new CostEstimate(cost, lengths.Errors)
                : cost.Larger > options.MaxCost ? new CostEstimate(cost, [TooHigh(operation, cost)])
                : new CostEstimate(cost, []);
        }
        catch (CostUnknownException)
        {
            return new CostEstimate(default, [TooHigh(operation, cost: null)]);
        }
    }

    private GraphQLError TooHigh(OperationDefinition operation, OperationCost? cost) => GraphQLError.Of(
        "COST_TOO_HIGH",
        options.ExposeLimits && cost is { } known
            ? $"The operation may cost at most {options.MaxCost:0.##}; it is estimated at {known.Larger:0.##}:"
                + " ask for smaller pages, or for less at once."
            : "The operation costs too much: ask for smaller pages, or for less at once.") with
    {
        Locations = [operation.Location],
    };
}
