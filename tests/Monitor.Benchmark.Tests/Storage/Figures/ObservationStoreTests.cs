using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;
using Npgsql;

namespace Monitor.Benchmark.Tests.Storage;

public sealed class ObservationStoreTests(BenchmarkApplication application) : IClassFixture<BenchmarkApplication>
{
    private static readonly DateOnly First = new(2019, 11, 30);
    private static readonly DateOnly Later = new(2022, 12, 31);

    [Fact]
    public async Task A_revision_is_a_new_edition_and_the_old_one_stays_readable()
    {
        var indicator = await IndicatorAsync();
        var first = Reports(indicator, 64_960, First);

        var added = await AddAsync([first, Reports(indicator, 65_075, Later)]);

        Assert.Equal(1, Assert.Single(added.New).Edition);
        var revision = Assert.Single(added.Revised);
        Assert.Equal((64_960m, 65_075m, 2), (revision.Was.Value, revision.Is.Value, revision.Is.Edition));
        Assert.Equal(65_075, await ValueAsync(indicator, asOf: null));
        Assert.Equal(64_960, await ValueAsync(indicator, asOf: Later.AddDays(-1)));
        Assert.Equal(64_960, await ValueAsync(indicator, asOf: First));
        Assert.Null(await ValueAsync(indicator, asOf: First.AddDays(-1)));
    }

    [Fact]
    public async Task Adding_the_same_again_changes_nothing_whatever_the_order()
    {
        var indicator = await IndicatorAsync();
        Observation[] all = [Reports(indicator, 64_960, First), Reports(indicator, 65_075, Later)];
        await AddAsync(all);

        var again = await AddAsync([all[1], all[0]]);

        Assert.False(again.HasChanges);
        Assert.Equal(2, again.Equal.Count);
        Assert.Equal(2, await application.CountAsync(
            $"SELECT count(*) FROM observations WHERE indicator = '{indicator}'"));
    }

    [Fact]
    public async Task The_same_figure_from_another_source_is_no_revision_and_its_source_is_kept()
    {
        var indicator = await IndicatorAsync();
        await AddAsync([Reports(indicator, 64_505, First)]);

        var added = await AddAsync([Reports(indicator, 64_505, Later) with { Source = "elsewhere", Note = "again" }]);

        Assert.Equal("here", Assert.Single(added.Equal).Source);
        var reader = new ObservationReader(application.Database.Open());
        var key = new FigureKey(indicator, "NL", "2019-H1");
        var sources = await reader.SourcesAsync([key], CancellationToken.None);
        Assert.Equal(new ObservationSource("elsewhere", Later, "again"), Assert.Single(sources[(key, 1)]));
    }

    [Fact]
    public async Task A_provisional_figure_that_becomes_definite_is_another_edition()
    {
        var indicator = await IndicatorAsync();
        await AddAsync([Reports(indicator, 59_985, First) with { Status = FigureStatus.Provisional }]);

        var added = await AddAsync([Reports(indicator, 59_985, Later)]);

        Assert.Equal(FigureStatus.Definite, Assert.Single(added.Revised).Is.Status);
    }

    [Fact]
    public async Task An_older_publication_that_comes_in_late_does_not_take_the_place_of_a_newer_one()
    {
        var indicator = await IndicatorAsync();
        await AddAsync([Reports(indicator, 65_075, Later)]);

        var added = await AddAsync([Reports(indicator, 64_960, First)]);

        Assert.Equal(2, Assert.Single(added.Revised).Is.Edition);
        Assert.Equal(65_075, await ValueAsync(indicator, asOf: null));
        Assert.Equal(64_960, await ValueAsync(indicator, asOf: First));
    }

    [Theory]
    [InlineData("UPDATE observations SET value = 1")]
    [InlineData("DELETE FROM observations")]
    [InlineData("UPDATE observation_sources SET source = ''")]
    public async Task An_observation_cannot_be_changed_by_the_application(string sql)
    {
        await using var database = application.Database.Open();
        await using var command = database.CreateCommand(sql);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    private static Observation Reports(string indicator, decimal value, DateOnly publishedOn) => new(
        indicator, Area.Country, Period.Parse("2019-H1"), value, FigureStatus.Definite, publishedOn, "here");

    private async Task<string> IndicatorAsync()
    {
        var id = $"test.i{Guid.NewGuid():N}";
        await using var database = application.Database.Open();
        await using var command = database.CreateCommand($$"""
            INSERT INTO topics (id, position, title, description) VALUES ('test', 99, '', '') ON CONFLICT DO NOTHING;
            INSERT INTO indicators (id, position, topic, entry) VALUES ('{{id}}', 99, 'test', '{}')
            """);
        await command.ExecuteNonQueryAsync();
        return id;
    }

    private async Task<AddedObservations> AddAsync(IReadOnlyList<Observation> observations)
    {
        await using var database = application.Database.Open();
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var added = await new ObservationStore(TimeProvider.System)
            .AddAsync(transaction, observations, CancellationToken.None);
        await transaction.CommitAsync();
        return added;
    }

    private async Task<decimal?> ValueAsync(string indicator, DateOnly? asOf)
    {
        await using var database = application.Database.Open();
        var found = await new ObservationReader(database).FindAsync(
            new ObservationWish([indicator]) { Areas = ["NL"], AsOf = asOf }, CancellationToken.None);
        return found.SingleOrDefault()?.Value;
    }
}
