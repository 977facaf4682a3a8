using Monitor.Community.Storage;
using Monitor.Dapr;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Events;

/// <summary>Keeps the acts that other services recorded. An act has an id of its own: repeats change nothing.</summary>
public sealed class ActRecordedHandler(Inbox inbox) : IHandleMany<ActRecorded>
{
    public async Task<Delivery> HandleAsync(Received<ActRecorded> received, CancellationToken cancellationToken)
    {
        await using var effect = await inbox.BeginAsync(received, cancellationToken);
        if (!effect.AlreadyHandled)
        {
            await AddAsync(effect.Transaction, [received], cancellationToken);
            await effect.CommitAsync(cancellationToken);
        }

        return Delivery.Done;
    }

    public async Task<IReadOnlyList<Delivery>> HandleManyAsync(
        IReadOnlyList<Received<ActRecorded>> received, CancellationToken cancellationToken)
    {
        await using var effects = await inbox.BeginManyAsync(received, cancellationToken);
        await AddAsync(effects.Transaction, effects.New, cancellationToken);
        await effects.CommitAsync(cancellationToken);
        return [.. received.Select(_ => Delivery.Done)];
    }

    private static async Task AddAsync(
        NpgsqlTransaction transaction,
        IReadOnlyList<Received<ActRecorded>> received,
        CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        foreach (var command in received.SelectMany(each => ActStore.Adding(each.Source, [Of(each.Data)])))
        {
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static RecordedAct Of(ActRecorded told) => new(
        told.Act, told.At, told.Actor, told.ActorMunicipality, told.ActorRoles, told.IsMachine, told.Kind,
        told.Municipalities, told.Of, told.Trace);
}
