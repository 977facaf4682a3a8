namespace Monitor.GraphQL.Benchmarks;

/// <summary>The two sides did not do the same work, so that nothing can be said of their speed.</summary>
internal sealed class UnequalResultsException(string work, string difference)
    : Exception($"{work}: Monitor and graphql-js do not agree {difference}");
