using Monitor.Hosting;
using static Monitor.Hosting.PersonalTable;

namespace Monitor.Benchmark.Storage;

/// <summary>What this service's tables hold about persons; each table is here.</summary>
public static class PersonalTables
{
    private const string Work = "The institute's work: who did it stays as a pseudonym that leads nowhere.";

    public static IEnumerable<PersonalTable> All { get; } =
    [
        new("selections", "Own selections go; those shared with colleagues stay theirs.")
        {
            Where = "owner = $2",
            Columns = "id, name, chosen, is_shared",
            Erase = "DELETE FROM selections WHERE owner = $2 AND NOT is_shared",
        },
        Stays("errata", "issued_by = $2", Work, "id, round, issued_at"),
        Stays("recalculations", "asked_by = $2", Work, "id, round, asked_at"),
        Stays("figure_imports", "imported_by = $2", Work, "id, imported_at"),
        .. OfNobody(
            "municipalities", "regions", "rounds", "scores", "responses", "pending_releases", "accepted_responses",
            "releases", "aggregates", "objective_aggregates", "frequencies", "measure_use", "group_scores",
            "group_panels", "current_releases", "release_members", "corrected_cells", "memberships", "consents",
            "known_names", "shown_names", "topics", "themes", "indicators", "comparability", "observations",
            "observation_sources", "figures_version", "figures_seeded", "figure_areas", "figure_memberships",
            "figure_mappings", "figure_schedule", "policy_numbers", "extra_answers", "release_participation",
            "lineage", "estimate_rules"),
    ];
}
