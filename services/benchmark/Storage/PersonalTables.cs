using Monitor.Hosting;

namespace Monitor.Benchmark.Storage;

/// <summary>What this service's tables hold about persons; each table is here.</summary>
public static class PersonalTables
{
    private const string Stays = "The institute's work: who did it stays as a pseudonym that leads nowhere.";

    public static IEnumerable<PersonalTable> All { get; } =
    [
        new("selections", "Own selections go; those shared with colleagues stay theirs.")
        {
            Where = "owner = $2",
            Columns = "id, name, chosen, is_shared",
            Erase = "DELETE FROM selections WHERE owner = $2 AND NOT is_shared",
        },
        Line("errata", "issued_by", "id, round, issued_at"),
        Line("figure_imports", "imported_by", "id, imported_at"),
        .. PersonalTable.OfNobody(
            "municipalities", "regions", "rounds", "scores", "responses", "pending_releases", "accepted_responses",
            "releases", "aggregates", "objective_aggregates", "frequencies", "measure_use", "group_scores",
            "group_panels", "current_releases", "release_members", "corrected_cells", "memberships", "consents",
            "known_names", "shown_names", "topics", "themes", "indicators", "comparability", "observations",
            "observation_sources", "figures_version", "figures_seeded", "figure_areas", "figure_memberships",
            "figure_mappings", "figure_schedule", "policy_numbers", "extra_answers", "release_participation",
            "lineage"),
    ];

    private static PersonalTable Line(string table, string by, string columns) =>
        new(table, Stays) { Where = $"{by} = $2", Columns = columns };
}
