using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Monitor.Benchmark.Clock;
using Monitor.Benchmark.Exchange;
using Monitor.Benchmark.Storage;
using Monitor.Benchmark.Tests.Exchange;
using Monitor.Testing;
using Npgsql;

namespace Monitor.Benchmark.Tests.Clock;

/// <summary>Imports by the clock. Each test has a mapping, and so rows, of its own.</summary>
public sealed class FigureClockTests(ImportApplication app) : IClassFixture<ImportApplication>
{
    [Theory]
    [InlineData("2026-04-30T03:59:00Z", null)]           // 05:59 in the Netherlands
    [InlineData("2026-04-30T04:00:00Z", "2026-04-30")]
    [InlineData("2026-05-29T12:00:00Z", "2026-04-30")]
    [InlineData("2026-05-30T04:00:00Z", null)]           // 30 days: too late to make up for
    [InlineData("2026-10-31T05:00:00Z", "2026-10-31")]   // winter: 06:00 is 05:00 UTC
    [InlineData("2026-10-31T04:30:00Z", null)]
    [InlineData("2027-01-05T12:00:00Z", null)]
    public void A_day_is_due_from_its_hour_and_for_a_while(string now, string? day) => Assert.Equal(
        day,
        FigureClock.LastDue(new FigureImportOptions(), DateTimeOffset.Parse(now, CultureInfo.InvariantCulture))
            ?.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [Fact]
    public void A_day_at_the_turn_of_the_year_is_made_up_for()
    {
        var due = FigureClock.LastDue(
            new FigureImportOptions { Days = ["12-31"] },
            DateTimeOffset.Parse("2027-01-02T12:00:00Z", CultureInfo.InvariantCulture));

        Assert.Equal(new DateOnly(2026, 12, 31), due?.Day);
    }

    [Fact]
    public async Task What_is_due_is_imported_once_however_many_replicas_there_are()
    {
        var (name, table) = await MappingAsync("clock-once", StatLineFiles.NationalSets(4));
        var time = new ManualClock();
        time.Advance(TimeSpan.FromDays(60));   // 30 April 2018, 12:00 UTC
        var clocks = Enumerable.Range(0, 4).Select(_ => ClockOf(name, time)).ToList();

        await Task.WhenAll(clocks.Select(clock => clock.RunDueAsync(CancellationToken.None)));
        await clocks[0].RunDueAsync(CancellationToken.None);

        Assert.Equal(1, app.Cbs.Calls($"{table}/Dimensions"));
        var run = Assert.Single(await RunsAsync(name));
        Assert.Equal(
            ("2018-04-30", 1, "IMPORTED", null),
            (Text(run, "dueOn"), run["attempts"]!.GetValue<int>(), Text(run, "outcome"), Text(run, "failure")));
        Assert.Equal(1, await app.CountAsync(
            $"SELECT count(*) FROM figure_imports WHERE mapping = '{name}' AND imported_by = 'schedule'"));

        // Half a year later: all of it is known.
        time.Advance(TimeSpan.FromDays(185));
        await clocks[1].RunDueAsync(CancellationToken.None);
        Assert.Equal(["UNCHANGED", "IMPORTED"], (await RunsAsync(name)).Select(r => Text(r, "outcome")));
    }

    [Fact]
    public async Task A_failure_is_shown_and_tried_again_so_often()
    {
        var (name, table) = await MappingAsync("clock-fails", []);
        var time = new ManualClock();
        time.Advance(TimeSpan.FromDays(60));
        var clock = ClockOf(name, time);

        await clock.RunDueAsync(CancellationToken.None);
        var failed = Assert.Single(await RunsAsync(name));
        Assert.Equal((1, null), (failed["attempts"]!.GetValue<int>(), Text(failed, "outcome")));
        Assert.StartsWith("SOURCE_UNAVAILABLE", Text(failed, "failure"), StringComparison.Ordinal);
        Assert.Equal("2018-04-30T12:15:00Z", Text(failed, "nextAttemptAt")![..19] + "Z");

        // Not before its time; then twice as long, and at last no more.
        await clock.RunDueAsync(CancellationToken.None);
        Assert.Equal(1, Assert.Single(await RunsAsync(name))["attempts"]!.GetValue<int>());
        time.Advance(TimeSpan.FromMinutes(16));
        await clock.RunDueAsync(CancellationToken.None);
        time.Advance(TimeSpan.FromMinutes(31));
        await clock.RunDueAsync(CancellationToken.None);
        var ended = Assert.Single(await RunsAsync(name));
        Assert.Equal((3, "GIVEN_UP"), (ended["attempts"]!.GetValue<int>(), Text(ended, "outcome")));
        Assert.Equal(3, app.Cbs.Calls($"{table}/Dimensions"));

        using var client = app.CreateClient("institute");
        var health = JsonNode.Parse(await client.GetStringAsync(new Uri("/health/ready", UriKind.Relative)))!;
        Assert.Equal("Healthy", health["status"]!.GetValue<string>());
        Assert.True(health["scheduledImports"]!["failed"]!.GetValue<long>() >= 1);
    }

    [Fact]
    public async Task A_table_with_faults_is_a_failure_that_names_the_first()
    {
        var (name, _) = await MappingAsync(
            "clock-faults",
            [
                .. StatLineFiles.NationalSets(4)
                    .Select(s => (s.Name, s.Json.Replace("65075", "65073", StringComparison.Ordinal))),
            ]);
        var time = new ManualClock();
        time.Advance(TimeSpan.FromDays(60));

        await ClockOf(name, time).RunDueAsync(CancellationToken.None);

        var run = Assert.Single(await RunsAsync(name));
        Assert.StartsWith("Faults: 1, the first BAD_VALUE: CBS rounds", Text(run, "failure"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_holds_one_and_dies_leaves_it_to_others_after_a_while()
    {
        var schedule = app.Services.GetRequiredService<FigureScheduleStore>();
        var now = DateTimeOffset.Parse("2001-04-30T12:00:00Z", CultureInfo.InvariantCulture);
        await schedule.NoteAsync(["clock-dies"], new DateOnly(2001, 4, 30), now, CancellationToken.None);

        var taken = await schedule.TakeAsync(now, now.AddMinutes(20), CancellationToken.None);
        Assert.Equal(("clock-dies", 1), (taken?.Mapping, taken?.Attempts));
        Assert.Null(await schedule.TakeAsync(now.AddMinutes(19), now.AddHours(1), CancellationToken.None));
        Assert.Equal(
            2, (await schedule.TakeAsync(now.AddMinutes(20), now.AddHours(1), CancellationToken.None))?.Attempts);
        await schedule.EndAsync(
            taken!, ScheduledOutcome.Unchanged, now, failure: null, import: null, CancellationToken.None);
    }

    [Fact]
    public async Task It_is_off_where_the_settings_name_no_mapping()
    {
        var told = await app.AskAsAsync("institute", null, "{ figureSchedule { isOn mappings days at } }");

        var schedule = told.Data["figureSchedule"]!;
        Assert.False(schedule["isOn"]!.GetValue<bool>());
        Assert.Equal("[\"04-30\",\"10-31\"]", schedule["days"]!.ToJsonString());
        Assert.Equal("06:00", schedule["at"]!.GetValue<string>());
        Assert.Equal(["FORBIDDEN"], (await app.AskAsAsync("editor", null, "{ figureSchedule { isOn } }")).Codes);
    }

    /// <summary>A mapping whose table stands on the local server, under a name of its own.</summary>
    private async Task<(string Name, string Path)> MappingAsync(string name, (string Name, string Json)[] sets)
    {
        var address = app.Cbs.Serve("84849NED", []).Replace("CBS/", $"{name}/", StringComparison.Ordinal);
        app.Cbs.ServeAt($"/odata/v1/{name}/84849NED", sets);
        var text = Encoding.UTF8.GetString(Reading.MappingOf("84849NED"))
            .Replace("\"name\": \"84849NED\"", $"\"name\": \"{name}\"", StringComparison.Ordinal)
            .Replace("https://datasets.cbs.nl/odata/v1/CBS/84849NED", address, StringComparison.Ordinal);
        await using var connection = await app.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await app.Services.GetRequiredService<FigureMappingStore>().SetCurrentAsync(
            transaction,
            [new StoredMapping(name, FigureMappingFile.DigestOf(Encoding.UTF8.GetBytes(text)), text)],
            CancellationToken.None);
        await transaction.CommitAsync();
        return (name, $"/odata/v1/{name}/84849NED");
    }

    private FigureClock ClockOf(string mapping, ManualClock time) => new(
        app.Services.GetRequiredService<FigureScheduleStore>(),
        app.Services.GetRequiredService<FigureMappingStore>(),
        app.Services.GetRequiredService<FigureImporter>(),
        app.Services.GetRequiredService<FigureImportMetrics>(),
        Options.Create(new FigureImportOptions { Scheduled = [mapping], Attempts = 3 }),
        time,
        NullLogger<FigureClock>.Instance);

    private async Task<IReadOnlyList<JsonNode>> RunsAsync(string mapping)
    {
        var told = await app.AskAsAsync("institute", null, """
            { figureSchedule { runs { mapping dueOn attempts nextAttemptAt outcome failure importId } } }
            """);
        return
        [
            .. told.Data["figureSchedule"]!["runs"]!.AsArray().Select(r => r!)
                .Where(r => r["mapping"]!.GetValue<string>() == mapping),
        ];
    }

    private static string? Text(JsonNode node, string name) => node[name]?.GetValue<string>();
}
