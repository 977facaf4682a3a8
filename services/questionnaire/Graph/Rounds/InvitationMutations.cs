using Monitor.GraphQL.Execution;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Storage;
using Npgsql;

namespace Monitor.Questionnaire.Graph;

/// <summary>The institute says who may take part in a round.</summary>
public sealed class InvitationMutations(RoundWork work)
{
    public ValueTask<Round?> InviteMunicipalitiesAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var municipalities = context.Argument<IReadOnlyList<string>?>("municipalities");
        return work.ChangeAsync(
            context,
            async (transaction, held, by) =>
            {
                held.Round.RequirePlannedOrOpen(held.Now);
                var listed = await InvitedStore.ListAsync(transaction, held.Round.AreasYear, cancellationToken);
                await InviteAsync(transaction, held.Round, by, listed, municipalities, cancellationToken);
            },
            cancellationToken);
    }

    public ValueTask<Round?> UninviteMunicipalitiesAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var municipalities = context.Argument<IReadOnlyList<string>>("municipalities");
        return work.ChangeAsync(
            context,
            async (transaction, held, by) =>
            {
                held.Round.RequirePlanned();
                var removed = await InvitedStore.RemoveAsync(
                    transaction, held.Round.Year, municipalities, cancellationToken);
                await RecordAsync(
                    transaction, held.Round, by, RoundAction.Uninvited, removed, cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>Invites these of the list, or all (null); in an open round their contacts are written to.</summary>
    internal static async Task InviteAsync(
        NpgsqlTransaction transaction,
        Round round,
        string by,
        IReadOnlyList<string> listed,
        IReadOnlyList<string>? municipalities,
        CancellationToken cancellationToken)
    {
        var strangers = (municipalities ?? []).Except(listed).Take(20).ToList();
        if (strangers.Count > 0)
        {
            throw new ClientException(
                "NOT_ON_LIST", $"The list of municipalities of {round.AreasYear} does not have all of these.")
            {
                Details = new Dictionary<string, object?> { ["municipalities"] = strangers },
            };
        }

        var added = await InvitedStore.AddAsync(
            transaction, round.Year, municipalities ?? listed, round.Status == RoundStatus.Open, cancellationToken);
        await RecordAsync(transaction, round, by, RoundAction.Invited, added, cancellationToken);
    }

    private static async Task RecordAsync(
        NpgsqlTransaction transaction,
        Round round,
        string by,
        RoundAction action,
        IReadOnlyList<string> municipalities,
        CancellationToken cancellationToken)
    {
        if (municipalities.Count > 0)
        {
            await RoundChangeStore.AddAsync(
                transaction, round.Year, by, action, [], municipalities, cancellationToken);
        }
    }
}
