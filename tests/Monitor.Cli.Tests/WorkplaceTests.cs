using Monitor.Cli.Running;

namespace Monitor.Cli.Tests;

public sealed class WorkplaceTests
{
    [Fact]
    public void Ports_are_the_first_one_plus_each_parts_own_number()
    {
        var workplace = From(("MONITOR_PORTS", "6200"));
        Assert.Equal(
            [
                "gateway 6200", "questionnaire 6201", "scoring 6202", "benchmark 6203", "community 6204",
                "identity 6205", "sidecar 6210", "broker 6222", "cache 6221", "postgres 6220",
            ],
            Part.All.Select(part => $"{part.Name} {new Uri(workplace.UrlOf(part)).Port}"));
    }

    [Fact]
    public void Without_settings_it_is_the_clones_own_folder_and_5200()
    {
        var workplace = From(("MONITOR_ROOT", "/clone"));
        Assert.Equal("/clone/.monitor", workplace.Home);
        Assert.Equal(5200, workplace.Ports);
    }

    [Fact]
    public void Two_homes_are_two_systems()
    {
        var workplace = From(("MONITOR_ROOT", "/clone"), ("MONITOR_HOME", "/elsewhere"));
        Assert.Equal("/elsewhere/logs/scoring.log", workplace.LogOf("scoring"));
        Assert.Equal("/clone/seeds", workplace.Seeds);
    }

    [Theory]
    [InlineData("80")]
    [InlineData("65500")]
    [InlineData("-5200")]
    [InlineData("5200x")]
    public void Ports_that_cannot_be_are_refused_with_their_name(string ports)
    {
        var mistake = Assert.Throws<CliException>(() => From(("MONITOR_PORTS", ports)));
        Assert.Contains($"MONITOR_PORTS is '{ports}'", mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("scoring", "Monitor.Scoring")]
    [InlineData("Gateway", "Monitor.Gateway")]
    [InlineData("sidecar", "Monitor.Sidecar")]
    public void A_part_is_found_by_its_name(string name, string project) =>
        Assert.Equal(project, Part.Find(name).Project);

    [Fact]
    public void An_unknown_part_gets_the_list_of_parts() =>
        Assert.Contains(
            "gateway, questionnaire", Assert.Throws<CliException>(() => Part.Find("mysql")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Connection_strings_of_the_environment_replace_our_own_servers()
    {
        var servers = ServerAddresses.FromEnvironment(Reading(
            ("MONITOR_POSTGRES", "Host=db;Username=u"), ("MONITOR_REDIS_BROKER", "broker:6379,password=p,ssl=false")));

        Assert.False(servers.NeedsPostgres);
        Assert.True(servers.NeedsRedis);   // the cache is still ours
        Assert.Equal("broker:6379", servers.BrokerHost);
        Assert.Equal("p", servers.BrokerPassword);
    }

    [Fact]
    public void A_connection_string_that_is_none_is_refused() =>
        Assert.Contains(
            "MONITOR_POSTGRES is no connection string",
            Assert.Throws<CliException>(() => ServerAddresses.FromEnvironment(
                Reading(("MONITOR_POSTGRES", "postgres://db")))).Message,
            StringComparison.Ordinal);

    private static Workplace From(params (string Name, string Value)[] variables) =>
        Workplace.FromEnvironment(Reading(variables));

    private static Func<string, string?> Reading(params (string Name, string Value)[] variables) =>
        name => variables.FirstOrDefault(variable => variable.Name == name).Value;
}
