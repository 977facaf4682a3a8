using Microsoft.Extensions.Options;
using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;

namespace Monitor.Community.Graph;

/// <summary>
/// Answers who did what with whose data: to a municipality's coordinator of its own, to the institute of all.
/// </summary>
public sealed class ActResolvers(ActStore acts, AuditLog audit, IOptions<CommunityOptions> options)
{
    /// <summary><c>Query.acts</c>; the look is on record.</summary>
    public async ValueTask<Connection<ActView>?> ActsAsync(FieldContext context, CancellationToken cancellationToken)
    {
        context.Caller().RequireRole(Role.Institute, Role.Administrator);
        var found = await PageAsync(
            context, ActingAs.Service, context.Argument<string?>("municipality"), reader: null, cancellationToken);
        await audit.RecordLookAsync(
            ActKind.ActsRead,
            found.Nodes.SelectMany(act => act.Municipalities).Select(municipality => municipality.Code),
            "acts",
            cancellationToken);
        return found;
    }

    /// <summary><c>Municipality.acts</c>.</summary>
    public async ValueTask<IReadOnlyList<object?>> OfMunicipalitiesAsync(
        IReadOnlyList<Municipality> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var caller = context.Caller();
        var refusals = parents.Select(parent => RefusalOf(caller, parent)).ToList();
        var own = refusals.Contains(null)
            ? await PageAsync(
                context,
                ActingAs.Municipality(caller.Municipality!),
                caller.Municipality,
                caller.Municipality,
                cancellationToken)
            : null;
        return [.. refusals.Select(refusal => (object?)refusal ?? own)];
    }

    private static ClientException? RefusalOf(Caller caller, Municipality municipality)
    {
        if (caller.RefusalOf(municipality.Code) is { } refusal)
        {
            return refusal;
        }

        return caller.Has(Role.Coordinator)
            ? null
            : new ClientException("FORBIDDEN", $"This needs the role {Role.Coordinator}.");
    }

    private async Task<Connection<ActView>> PageAsync(
        FieldContext context, ActingAs acting, string? of, string? reader, CancellationToken cancellationToken)
    {
        var page = PageArguments.Of(context, options.Value, defaultFirst: 20);
        var found = await acts.FindAsync(
            acting,
            new ActQuestion(
                of,
                context.Argument<IReadOnlyList<ActKind>?>("kinds")?.Select(kind => EnumText.Of(kind)).ToList(),
                context.Argument<DateTimeOffset?>("from"),
                context.Argument<DateTimeOffset?>("to")),
            page,
            cancellationToken);
        var names = await acts.NamesAsync(
            found.Select(each => each.Act.Actor).OfType<string>(), reader, cancellationToken);
        return Connection.Of(
            [.. found.Select(each => ActView.From(each, reader, names))],
            page,
            act => new TimeCursor(act.At, act.Id));
    }
}
