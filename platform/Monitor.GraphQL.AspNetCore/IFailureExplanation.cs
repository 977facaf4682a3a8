namespace Monitor.GraphQL.AspNetCore;

/// <summary>
/// Knows failures of what a service stands on (its database) of which a client may be told. One that is registered as
/// a singleton is asked about each failure that is no <see cref="ClientException"/>, after its request's end too.
/// </summary>
public interface IFailureExplanation
{
    /// <summary>What the client reads instead of INTERNAL_ERROR; null where that is all it may know.</summary>
    ClientException? Explain(Exception failure);
}
