namespace Monitor.GraphQL.AspNetCore.Documents;

/// <summary>
/// Texts that clients have sent together with their hash: in this process, and behind it where several find them.
/// </summary>
/// <param name="options">Whether there are any, and how much of them is kept.</param>
/// <param name="shared">Null where nothing is shared.</param>
internal sealed class AutomaticDocuments(PersistedQueryOptions options, IPersistedQueries? shared)
{
    private readonly RecentlyUsed<string> own = new(int.MaxValue, options.CachedCharacters);

    public bool IsEnabled => options.Enabled;

    /// <summary>The text of this hash; null where nobody sent it, or not recently.</summary>
    public async ValueTask<string?> FindAsync(string hash, CancellationToken cancellationToken)
    {
        if (own.TryGet(hash, out var known))
        {
            return known;
        }

        // Whoever can write to the shared store shall not put words into a client's mouth.
        if (shared is null
            || await shared.FindAsync(hash, cancellationToken) is not { } text
            || DocumentName.HashOf(text) != hash)
        {
            return null;
        }

        own.Keep(hash, text, text.Length);
        return text;
    }

    /// <summary>Keeps a text that proved valid.</summary>
    public async ValueTask SaveAsync(string hash, string text, CancellationToken cancellationToken)
    {
        if (text.Length > options.MaxCharacters || own.TryGet(hash, out _))
        {
            return;
        }

        own.Keep(hash, text, text.Length);
        if (shared is not null)
        {
            await shared.SaveAsync(hash, text, cancellationToken);
        }
    }
}
