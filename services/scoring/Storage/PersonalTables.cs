using Monitor.Hosting;
using static Monitor.Hosting.PersonalTable;

namespace Monitor.Scoring.Storage;

/// <summary>What this service's tables hold about persons; each table is here.</summary>
public static class PersonalTables
{
    private const string History =
        "The municipality's own history: who did it stays as a pseudonym that leads nowhere.";

    public static IEnumerable<PersonalTable> All { get; } =
    [
        new("goals", "Who sees to a goal is free text: where it is the person's name as a whole, it goes.")
        {
            Where = "lower(owner) = ANY ($3) AND municipality = ANY ($5)",
            Columns = "id, municipality, objective, owner",
            Erase = "SELECT forget_owner($3, $5)",
        },
        Stays("plan_changes", "changed_by = $2", History, "id, municipality, action, changed_at"),
        Stays("measure_marks", "marked_by = $2", History, "municipality, question, option, mark, marked_at"),
        Stays(
            "measure_mark_changes", "changed_by = $2", History, "municipality, question, option, mark, changed_at"),
        Stays("measure_texts", "written_by = $2", History, "question, option, version, written_at"),
        Stays("rule_sets", "published_by = $2", History, "id"),
        Stays("rule_set_drafts", "changed_by = $2", History, "id, revision, changed_at"),
        Stays("rule_set_changes", "changed_by = $2", History, "rule_set, revision, action, changed_at"),
        .. OfNobody("scores", "responses", "recalculations", "plans", "lineage"),
    ];
}
