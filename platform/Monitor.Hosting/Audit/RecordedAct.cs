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
    string? Trace);
