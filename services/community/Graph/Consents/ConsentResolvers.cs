using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Graph;

/// <summary>Answers <c>Municipality.consents</c>: to the municipality itself only.</summary>
public sealed class ConsentResolvers(NpgsqlDataSource database)
{
    /// <summary><c>Municipality.consents</c>.</summary>
    public async ValueTask<IReadOnlyList<object?>> ConsentsOfAsync(
        IReadOnlyList<Municipality> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var caller = context.Caller();
        var refusals = parents.Select(p => caller.RefusalOf(p.Code)).ToList();
        IReadOnlyList<Consent> own = [];
        if (refusals.Contains(null))
        {
            await using var acting = await ActingAs.Municipality(caller.Municipality!)
                .BeginAsync(database, cancellationToken);
            own = await ConsentStore.OfAsync(acting, caller.Municipality!, cancellationToken);
        }

        return [.. refusals.Select(refusal => (object?)refusal ?? own)];
    }
}
