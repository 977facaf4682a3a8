namespace Monitor.GraphQL.AspNetCore;

/// <summary>A set of limits to start from; each can still be set by itself.</summary>
public enum GraphQLProfile
{
    /// <summary>An endpoint that anyone may send documents to.</summary>
    Open,

    /// <summary>The same, as narrow as graphql-armor's defaults: for clients whose documents are small.</summary>
    Strict,

    /// <summary>
    /// A service behind a gateway, which adds keys, aliases and lists of entities to what clients ask of it. It holds
    /// clients to its own limits; these stop who comes past it.
    /// </summary>
    Subgraph,

    /// <summary>
    /// A gateway over a graph that is not ours: nothing says how long its lists are, so that cost says nothing, and
    /// what its clients ask in earnest nobody here has seen. Only what could not be in earnest is stopped.
    /// </summary>
    Foreign,
}
