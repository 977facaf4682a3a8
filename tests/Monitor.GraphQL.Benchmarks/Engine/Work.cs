namespace Monitor.GraphQL.Benchmarks.Engine;

/// <summary>One thing that both sides do, with the same input.</summary>
internal abstract class Work
{
    /// <summary>As the table names it: <c>parse: a small query</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What graphql-js needs to know to do the same; see graphql-js/works.mjs.</summary>
    public abstract object Reference { get; }

    /// <summary>Does it once, as it is measured. The number comes of the result, so that all of it is needed.</summary>
    public abstract ValueTask<int> RunAsync();

    /// <summary>Does it once, and answers what graphql-js is to compare with its own result.</summary>
    public abstract Task<string> ResultAsync();
}
