namespace Monitor.Benchmark.Tests.Events;

public sealed class FigureAreasTests(FigureApplication application) : IClassFixture<FigureApplication>
{
    private const string Told = "SELECT count(*) FROM outbox WHERE topic = 'figures.published'";

    [Fact]
    public async Task A_name_or_membership_that_changes_shows_in_figures_and_is_told_once()
    {
        var before = await application.CountAsync(Told);
        await application.DeliverAsync("areas.published", "questionnaire", new { edition = "same" });
        Assert.Equal(before, await application.CountAsync(Told));

        // Emmen moves to the province of Groningen (PV20) and the Veilig Thuis region of Groningen (VT01).
        application.Sidecar.Answer("questionnaire", "/internal/areas", """
            {"municipalities":[{"code":"GM0114","name":"Emmen aan de Runde","sizeClass":"FROM_100K_TO_250K",
              "regions":[{"kind":"PROVINCE","code":"PV20"},{"kind":"VEILIG_THUIS","code":"VT01"}]}],
             "others":[],
             "regions":[{"code":"PV20","kind":"PROVINCE","name":"Groningen"},
                        {"code":"VT01","kind":"VEILIG_THUIS","name":"Groningen"}]}
            """);
        await application.DeliverAsync("areas.published", "questionnaire", new { edition = "next" });

        var answer = await application.AskOfAsync(
            new { __typename = "Municipality", code = "GM0114" }, "Municipality",
            "figures(indicators: [\"veilig-thuis.reports\"], periods: [\"2020\"]) "
            + "{ area { name } fallback { area { code } value } }");
        Assert.Equal(
            """[{"area":{"name":"Emmen aan de Runde"},"fallback":{"area":{"code":"PV20"},"value":4195}}]""",
            answer.Entity["figures"]!.ToJsonString());
        Assert.Equal(before + 1, await application.CountAsync(Told));
    }
}
