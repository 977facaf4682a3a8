using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;

namespace Monitor.Community.Graph;

/// <summary>Who may write what. What one may not see is NOT_FOUND before any of this.</summary>
internal static class CommunityAccess
{
    /// <summary>A member who may post.</summary>
    /// <exception cref="ClientException">UNAUTHENTICATED, NOT_A_MEMBER or FORBIDDEN.</exception>
    public static Reader Writer(this FieldContext context)
    {
        var reader = context.Reader();
        context.Caller().RequireRole(
            Role.Officer, Role.Coordinator, Role.RegionalCoordinator, Role.Editor, Role.Moderator);
        return reader;
    }

    /// <summary>A member of the institute who writes news.</summary>
    /// <exception cref="ClientException">UNAUTHENTICATED, NOT_A_MEMBER or FORBIDDEN.</exception>
    public static Reader Editor(this FieldContext context)
    {
        var reader = context.Reader();
        context.Caller().RequireRole(Role.Editor);
        return reader;
    }

    /// <summary>A member of the institute who keeps the categories.</summary>
    /// <exception cref="ClientException">UNAUTHENTICATED, NOT_A_MEMBER or FORBIDDEN.</exception>
    public static Reader Keeper(this FieldContext context)
    {
        var reader = context.Reader();
        context.Caller().RequireRole(Role.Institute, Role.Moderator);
        return reader;
    }

    /// <summary>In what capacity the reader changes a contribution.</summary>
    /// <exception cref="ClientException">FORBIDDEN: it is another's, and the reader moderates nothing.</exception>
    public static Capacity CapacityIn(this Reader reader, IContribution contribution)
    {
        if (contribution.By.Member == reader.Member)
        {
            return Capacity.Author;
        }

        return reader.Moderates || (reader.Edits && contribution is Topic { Kind: TopicKind.News })
            ? Capacity.Moderator
            : throw new ClientException("FORBIDDEN", "This is another's: only its author and moderators change it.");
    }

    /// <summary>An id as it came; none of ours is no such thing.</summary>
    /// <exception cref="ClientException">NOT_FOUND.</exception>
    public static Guid IdOf(string text) => Guid.TryParse(text, out var id) ? id : throw NotFound();

    public static ClientException NotFound() => new("NOT_FOUND", "There is no contribution with this id.");

    public static ClientException UnknownObjective() =>
        new("UNKNOWN_OBJECTIVE", "There is no objective with this id; a questionnaire lists its objectives.");

    public static ClientException UnknownCategory() =>
        new("UNKNOWN_CATEGORY", "There is no category with this id; `categories` lists them.");

    public static ClientException Conflict() => new(
        "CONFLICT", "This was changed since you read it: read it again, and send its `revision` with the change.");
}
