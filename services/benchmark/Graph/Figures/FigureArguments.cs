using Monitor.Benchmark.Domain;
using Monitor.GraphQL.Execution;

namespace Monitor.Benchmark.Graph;

/// <summary>Reads the arguments with which figures are asked for.</summary>
internal static class FigureArguments
{
    /// <exception cref="ClientException">BAD_USER_INPUT.</exception>
    public static IReadOnlyList<Period>? Periods(FieldContext context) =>
        context.Argument<IReadOnlyList<string>?>("periods") is { } texts
            ? [.. texts.Select(Period).Distinct()]
            : null;

    /// <exception cref="ClientException">BAD_USER_INPUT.</exception>
    public static Period? PeriodOrNull(FieldContext context, string name) =>
        context.Argument<string?>(name) is { } text ? Period(text) : null;

    /// <exception cref="ClientException">UNKNOWN_AREA.</exception>
    public static Area Area(FigureBook book, string code) => book.RequireArea(code).Area;

    public static Per Per(FieldContext context) => context.Argument<Per>("per");

    public static DateOnly? AsOf(FieldContext context) => context.Argument<DateOnly?>("asOf");

    /// <summary>What is asked of areas: the indicators named, of a topic, or all that have figures.</summary>
    /// <exception cref="ClientException">UNKNOWN_INDICATOR, UNKNOWN_TOPIC, BAD_USER_INPUT.</exception>
    public static FigureRequest Request(FieldContext context, FigureBook book)
    {
        var topic = context.Argument<string?>("topic");
        RequireTopic(book, topic);
        var named = context.Argument<IReadOnlyList<string>?>("indicators");
        var indicators = named is not null
            ? named.Distinct().Select(book.Require)
            : book.Catalogue.Indicators.Where(i => book.HasData(i.Id));
        return new FigureRequest(
            [.. indicators.Where(i => topic is null || i.Topic == topic)],
            named is not null, Periods(context), AsOf(context), Per(context));
    }

    /// <exception cref="ClientException">UNKNOWN_TOPIC.</exception>
    public static void RequireTopic(FigureBook book, string? topic)
    {
        if (topic is not null && !book.Catalogue.HasTopic(topic))
        {
            throw new ClientException("UNKNOWN_TOPIC", $"There is no topic {topic}.");
        }
    }

    /// <summary>Null where the indicator can be asked for so.</summary>
    public static ClientException? Refusal(Indicator indicator, Per per) =>
        per != Domain.Per.Number && Rate.DividedBy(indicator, per) is null
            ? new ClientException(
                "BAD_USER_INPUT", $"{indicator.Id} makes no sense per 1,000: `per` says how it can be asked for.")
            : null;

    private static Period Period(string text) => Domain.Period.TryParse(text)
        ?? throw new ClientException("BAD_USER_INPUT", $"'{text}' is no period: 2017, 2019-H1 or 2012-2017.");
}
