namespace Monitor.GraphQL.AspNetCore.Documents;

/// <summary>Texts of documents by their hash, where several processes find them.</summary>
/// <remarks>
/// It only ever saves bytes: an implementation waits briefly, and what it cannot do it leaves undone without an
/// exception. Who finds nothing is sent the text again.
/// </remarks>
public interface IPersistedQueries
{
    /// <summary>The text, or null where it is not there or does not come in time.</summary>
    Task<string?> FindAsync(string hash, CancellationToken cancellationToken);

    /// <summary>Keeps a text for <see cref="PersistedQueryOptions.KeepFor"/>.</summary>
    Task SaveAsync(string hash, string text, CancellationToken cancellationToken);
}
