using Monitor.Hosting;

namespace Monitor.Scoring.Storage;

/// <summary>What this service's tables hold about persons; each table is here.</summary>
public static class PersonalTables
{
    private const string Stays = "The municipality's own history: who did it stays as a pseudonym that leads nowhere.";

    public static IEnumerable<PersonalTable> All { get; } =
    [
        new("goals", "Who sees to a goal is free text: where it is the person's name as a whole, it goes.")
        {
            Where = "lower(owner) = ANY ($3) AND municipality = ANY ($5)",
            Columns = "id, municipality, objective, owner",
            Erase = "SELECT forget_owner($3, $5)",
        },
        Line("plan_changes", "changed_by", "id, municipality, action, changed_at"),
        Line("measure_marks", "marked_by", "municipality, question, option, mark, marked_at"),
        Line("measure_mark_changes", "changed_by", "municipality, question, option, mark, changed_at"),
        Line("measure_texts", "written_by", "question, option, version, written_at"),
        Line("rule_sets", "published_by", "id"),
        Line("rule_set_drafts", "changed_by", "id, revision, changed_at"),
        Line("rule_set_changes", "changed_by", "rule_set, revision, action, changed_at"),
        .. PersonalTable.OfNobody("scores", "responses", "recalculations", "plans", "lineage"),
    ];

    private static PersonalTable Line(string table, string by, string columns) =>
        new(table, Stays) { Where = $"{by} = $2", Columns = columns };
}
