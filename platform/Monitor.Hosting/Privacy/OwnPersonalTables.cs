namespace Monitor.Hosting;

/// <summary>What the platform's own tables hold about persons, in every service.</summary>
internal static class OwnPersonalTables
{
    public static IEnumerable<PersonalTable> All { get; } =
    [
        new("idempotency_keys", "Keys of mutations that were sent, for a day: they go with the person.")
        {
            Where = "subject LIKE $2 || chr(10) || '%'",
            Columns = "key, field, created_at",
            Erase = "DELETE FROM idempotency_keys WHERE subject LIKE $2 || chr(10) || '%'",
        },
        new("acts", "Who did what, by pseudonym: stays, and leads nowhere. Shown from community's collection.")
        {
            Where = "actor = $2",
            IsShown = false,
        },
        .. PersonalTable.OfNobody("schema_migrations"),
    ];

    public static IEnumerable<RetentionRule> Rules { get; } =
    [
        new("IdempotencyKeys", TimeSpan.FromDays(1), "keys of mutations that were sent",
            "DELETE FROM idempotency_keys WHERE created_at < $1"),
        new("Acts", TimeSpan.FromDays(7 * 365), "acts on record, in each service; a year at the least",
            "SELECT forget_acts($2)"),
    ];
}
