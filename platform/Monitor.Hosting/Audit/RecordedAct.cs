using Npgsql;
using NpgsqlTypes;

namespace Monitor.Hosting;

/// <summary>An act as it is on record.</summary>
/// <param name="Id">Its own, over all services.</param>
/// <param name="At">When, by the service's clock.</param>
/// <param name="Actor">The pseudonym of the person or machine; null where the service acted by itself.</param>
/// <param name="ActorMunicipality">What they acted for then.</param>
/// <param name="ActorRoles">Values of <see cref="Role"/> then; empty for machines.</param>
/// <param name="IsMachine">True for a program with a token of its own.</param>
/// <param name="Kind">A value of <see cref="ActKind"/>, as <see cref="EnumText"/> writes it.</param>
/// <param name="Municipalities">Whose data.</param>
/// <param name="Of">An id of what it was done with.</param>
/// <param name="Trace">The request's trace, 32 hexadecimal digits.</param>
public sealed record RecordedAct(
    Guid Id,
    DateTimeOffset At,
    string? Actor,
    string? ActorMunicipality,
    IReadOnlyList<string> ActorRoles,
    bool IsMachine,
    string Kind,
    IReadOnlyList<string> Municipalities,
    string? Of,
    string? Trace)
{
    /// <summary>A statement that finds the act in $1 to $10, in this order, and what is beside it after that.</summary>
    public NpgsqlBatchCommand Command(string sql, params IEnumerable<NpgsqlParameter> beside)
    {
#pragma warning disable CA2100 // The text of whoever keeps acts.
        var command = new NpgsqlBatchCommand(sql)
#pragma warning restore CA2100
        {
            Parameters =
            {
                Parameters.Id(Id),
                Parameters.Time(At),
                Parameters.OrNull(Actor, NpgsqlDbType.Text),
                Parameters.OrNull(ActorMunicipality, NpgsqlDbType.Text),
                Parameters.Texts(ActorRoles),
                Parameters.Bool(IsMachine),
                Parameters.Text(Kind),
                Parameters.Texts(Municipalities),
                Parameters.OrNull(Of, NpgsqlDbType.Text),
                Parameters.OrNull(Trace, NpgsqlDbType.Text),
            },
        };
        foreach (var parameter in beside)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
