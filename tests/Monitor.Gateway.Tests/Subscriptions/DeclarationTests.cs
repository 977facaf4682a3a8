using System.Text.Json;
using Monitor.Gateway.Events;
using Monitor.Gateway.Subscriptions;
using Monitor.Gateway.Supergraph;

namespace Monitor.Gateway.Tests.Subscriptions;

/// <summary>What <c>@event</c> may say, and which events it means.</summary>
public sealed class DeclarationTests
{
    [Fact]
    public void A_declaration_names_its_topics_their_publisher_and_its_query()
    {
        var events = SupergraphReader.Read(Sdl).Events;
        var changed = events.Find("roundChanged")!;
        Assert.Equal(
            [new HeardTopic("stage.opened", "rounds"), new HeardTopic("stage.answered", "rounds")], changed.Topics);
        Assert.Equal("round", changed.Query.FieldName);
        Assert.Null(events.Find("ticks"));
        Assert.Equal(
            ["card.changed", "stage.answered", "stage.closed", "stage.opened"],
            events.Topics.Select(topic => topic.Topic).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{ "round": 2018, "kind": "FINAL" }""", 2018, true)]
    [InlineData("""{ "round": "2018", "kind": "FINAL" }""", 2018, true)]
    [InlineData("""{ "round": 2018, "kind": "FINAL", "more": [] }""", null, true)]
    [InlineData("""{ "round": 2017, "kind": "FINAL" }""", 2018, false)]
    [InlineData("""{ "round": 2018, "kind": "DRAFT" }""", 2018, false)]
    [InlineData("""{ "round": null, "kind": "FINAL" }""", null, false)]
    [InlineData("""{ "round": [2018], "kind": "FINAL" }""", 2018, false)]
    [InlineData("""{ "kind": "FINAL" }""", null, false)]
    [InlineData("[]", null, false)]
    public void An_event_matters_where_its_data_is_what_was_asked(string data, int? year, bool matters)
    {
        var closed = SupergraphReader.Read(Sdl).Events.Find("roundClosed")!;
        var bound = closed.Match(
            JsonDocument.Parse(data).RootElement, new Dictionary<string, object?> { ["year"] = year });
        Assert.Equal(matters, bound is not null);
        if (matters)
        {
            Assert.Equal("2018", EventMember.TextOf(bound!["year"]));
        }
    }

    [Theory]
    [InlineData("topics: []", "topics is a list of names")]
    [InlineData("topics: [\"a b\"]", "topics is a list of names")]
    [InlineData("data: \"{ round: $other }\"", "$other is no argument")]
    [InlineData("data: \"{ round: [1] }\"", "round of data")]
    [InlineData("data: \"round\"", "data is an object")]
    [InlineData("data: \"{ round: \"", "Syntax Error")]
    [InlineData("query: \"round\"", "needs year")]
    [InlineData("query: \"round(year: $other)\"", "$other is no argument")]
    [InlineData("query: \"round(when: $year)\"", "needs year")]
    [InlineData("query: \"round(year: $year, when: $year)\"", "has no argument when")]
    [InlineData("query: \"nothing(year: $year)\"", "there is no Query.nothing")]
    [InlineData("query: \"card(owner: $year)\"", "gives Card")]
    [InlineData("query: \"round(year: $year) { year }\"", "one field")]
    [InlineData("query: \"a: round(year: $year)\"", "one field")]
    public void A_declaration_that_does_not_fit_is_refused_and_says_why(string wrong, string why)
    {
        var start = Sdl.IndexOf("roundChanged(", StringComparison.Ordinal);
        var end = Sdl.IndexOf("roundClosed(", StringComparison.Ordinal);
        var argument = wrong[..wrong.IndexOf(':', StringComparison.Ordinal)];
        var lines = Sdl[start..end].Split('\n').Select(line =>
            line.TrimStart().StartsWith($"{argument}:", StringComparison.Ordinal) ? wrong : line);
        var sdl = Sdl[..start] + string.Join('\n', lines) + Sdl[end..];
        var refused = Assert.Throws<SupergraphException>(() => SupergraphReader.Read(sdl));
        Assert.Contains("roundChanged", refused.Message, StringComparison.Ordinal);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_directive_of_somebody_elses_means_nothing()
    {
        var sdl = Sdl.Replace("monitor.example/events", "other.example/events", StringComparison.Ordinal);
        Assert.Null(SupergraphReader.Read(sdl).Events.Find("roundChanged"));
    }

    [Fact]
    public void Our_own_subscriptions_are_declared()
    {
        var events = SupergraphReader.Read(File.ReadAllText(RepositoryFiles.Supergraph)).Events;
        Assert.Equal(
            [
                "contribution.changed of community", "contribution.posted of community",
                "notification.added of community",
                "release.published of benchmark", "response.submitted of questionnaire",
                "response.withdrawn of questionnaire", "round.closed of questionnaire",
                "round.opened of questionnaire",
                "scores.calculated of scoring",
            ],
            events.Topics.Select(topic => $"{topic.Topic} of {topic.Publisher}").Order(StringComparer.Ordinal));
    }

    private static string Sdl { get; } = File.ReadAllText(RepositoryFiles.Graph("live"));
}
