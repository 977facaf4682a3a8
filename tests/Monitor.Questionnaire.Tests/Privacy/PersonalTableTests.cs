using Monitor.Testing;

namespace Monitor.Questionnaire.Tests.Privacy;

/// <summary>What the tables hold about persons is listed, for each table; and the lists run.</summary>
public sealed class PersonalTableTests(QuestionnaireApplication application) : IClassFixture<QuestionnaireApplication>
{
    [Fact]
    public async Task Every_table_says_what_it_holds_about_persons() =>
        Assert.Empty(await PersonalTableGuard.FaultsAsync(application.Services));

    [Fact]
    public async Task Every_list_of_rows_can_be_read_counted_and_erased() =>
        Assert.Equal(0, await PersonalTableGuard.RunAsync(application.Services));

    [Fact]
    public async Task Acts_and_keys_of_mutations_go_once_they_are_older_than_they_are_kept() =>
        Assert.Equal(["acts young", "idempotency_keys young"], await application.Services.PlatformTablesAsync());
}
