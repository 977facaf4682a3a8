using Monitor.Gateway.Differential.Tests.Running;

namespace Monitor.Gateway.Differential.Tests.Comparison;

/// <summary>Tells a difference so that it can be seen again and understood.</summary>
internal static class Report
{
    public static string Of(Exchange exchange, string difference, string plan) => $"""
        {exchange.Question.Graph}: {difference} ({exchange.Supergraph})
        query:    {exchange.Question.Query.ReplaceLineEndings(" ")}
        variables {exchange.Question.Variables}
        ours:     {exchange.Ours}
        oracle:   {exchange.Oracle}
        apollo:   {exchange.Apollo}
        our calls:
          {Lines(exchange.OurCalls)}
        apollo's calls:
          {Lines(exchange.ApolloCalls)}
        plan:
        {plan}
        """;

    private static string Lines(IEnumerable<Call> calls) => string.Join("\n  ", calls);
}
