namespace Monitor.GraphQL.AspNetCore.Limits;

/// <summary>
/// Room for operations: as many at once as <see cref="GraphQLOptions.MaxConcurrentExecutions"/>. Requests take a place
/// by themselves; events of streams, which no request brings, take one here.
/// </summary>
public interface IExecutionPlaces
{
    /// <summary>A place, to be disposed with the work; null where all are taken.</summary>
    IDisposable? TryEnter();
}
