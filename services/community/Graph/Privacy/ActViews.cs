using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.Hosting;

namespace Monitor.Community.Graph;

/// <summary>An act, as far as its reader may know.</summary>
public sealed record ActView(
    Guid Id,
    DateTimeOffset At,
    ActKind Kind,
    ActorView By,
    IReadOnlyList<Municipality> Municipalities,
    string? Of,
    string Service,
    string? Trace)
{
    /// <param name="collected">As it is on record.</param>
    /// <param name="reader">The municipality that reads what was done with its own data; null: who reads all.</param>
    /// <param name="names">The names that the reader may know.</param>
    public static ActView From(
        CollectedAct collected, string? reader, IReadOnlyDictionary<string, string> names)
    {
        var act = collected.Act;
        var name = act.Actor is { } actor ? names.GetValueOrDefault(actor) : null;
        return new ActView(
            act.Id,
            act.At,
            KindOf(act.Kind),
            new ActorView(
                ActorLabel.Of(act.Actor, name, act.ActorRoles, act.IsMachine),
                name,
                act.ActorRoles,
                act.ActorMunicipality is { } code ? new Municipality(code) : null,
                act.IsMachine),
            [.. act.Municipalities.Where(each => reader is null || each == reader).Select(m => new Municipality(m))],
            act.Of,
            collected.Service,
            reader is null ? act.Trace : null);
    }

    /// <summary>A service may be ahead of this one, and know kinds that this build does not.</summary>
    private static ActKind KindOf(string text) =>
        Enum.GetValues<ActKind>().FirstOrDefault(kind => EnumText.Of(kind) == text, ActKind.Other);
}

/// <summary>Who did it.</summary>
public sealed record ActorView(
    string Label, string? Name, IReadOnlyList<string> Roles, Municipality? Municipality, bool IsMachine);
