using Monitor.Hosting;

namespace Monitor.Dapr;

/// <summary>
/// An act was put on record: ids, kinds and pseudonyms. Heard by community, which shows all together.
/// </summary>
public sealed record ActRecorded(
    Guid Act,
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
    public const string Topic = "act.recorded";

    public static ActRecorded From(RecordedAct act) => new(
        act.Id, act.At, act.Actor, act.ActorMunicipality, act.ActorRoles, act.IsMachine, act.Kind, act.Municipalities,
        act.Of, act.Trace);
}
