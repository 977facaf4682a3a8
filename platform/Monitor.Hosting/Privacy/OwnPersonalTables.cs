using static Monitor.Hosting.PersonalTable;

namespace Monitor.Hosting;

/// <summary>What the platform's own tables hold about persons, in every service.</summary>
internal static class OwnPersonalTables
{
    public static IEnumerable<PersonalTable> All { get; } =
    [
        Goes(
            "idempotency_keys", "subject LIKE $2 || chr(10) || '%'",
            "Keys of mutations that were sent, for a day: they go with the person.", "key, field, created_at"),
        Stays(
            "acts", "actor = $2",
            "Who did what, by pseudonym: stays, and leads nowhere. Shown from community's collection.") with
        {
            IsShown = false,
        },
        .. OfNobody("schema_migrations"),
    ];

    public static IEnumerable<RetentionRule> Rules { get; } =
    [
        new("IdempotencyKeys", TimeSpan.FromDays(1), "keys of mutations that were sent",
            "DELETE FROM idempotency_keys WHERE created_at < $1"),
        new("Acts", TimeSpan.FromDays(7 * 365), "acts on record, in each service; a year at the least",
            "SELECT forget_acts($2)"),
    ];
}
