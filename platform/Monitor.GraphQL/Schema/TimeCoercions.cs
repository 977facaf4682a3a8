using System.Globalization;
using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema;

/// <summary>A calendar date as <see cref="DateOnly"/>, written <c>2017-03-31</c>. ISO 8601</summary>
internal sealed class DateCoercion : ScalarCoercion
{
    private const string Pattern = "yyyy-MM-dd";

    public override object? Serialize(object value) => value switch
    {
        DateOnly date => date.ToString(Pattern, CultureInfo.InvariantCulture),
        string text => Parse(text).ToString(Pattern, CultureInfo.InvariantCulture),
        _ => throw NoDate(ValueText.Of(value)),
    };

    public override object? ParseValue(object value) =>
        value is string text ? Parse(text) : throw NoDate(ValueText.Of(value));

    public override object? ParseLiteral(Value literal) =>
        literal is StringValue text ? Parse(text.Text) : throw NoDate(MessagePrinter.Print(literal));

    private static DateOnly Parse(string text) =>
        DateOnly.TryParseExact(text, Pattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw NoDate(ValueText.Of(text));

    private static FormatException NoDate(string value) =>
        new($"Date cannot represent a value that is not a date like \"2017-03-31\": {value}");
}

/// <summary>
/// A moment as <see cref="DateTimeOffset"/>, written <c>2017-03-31T12:30:00Z</c> or with an offset. ISO 8601, RFC 3339
/// </summary>
/// <remarks>A time without an offset is no moment and is refused.</remarks>
internal sealed class DateTimeCoercion : ScalarCoercion
{
    private static readonly string[] Patterns =
    [
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    public override object? Serialize(object value) => value switch
    {
        DateTimeOffset moment => Write(moment),
        DateTime { Kind: DateTimeKind.Utc } moment => Write(moment),
        string text => Write(Parse(text)),
        _ => throw NoMoment(ValueText.Of(value)),
    };

    public override object? ParseValue(object value) =>
        value is string text ? Parse(text) : throw NoMoment(ValueText.Of(value));

    public override object? ParseLiteral(Value literal) =>
        literal is StringValue text ? Parse(text.Text) : throw NoMoment(MessagePrinter.Print(literal));

    private static string Write(DateTimeOffset moment) =>
        moment.Offset == TimeSpan.Zero
            ? moment.UtcDateTime.ToString(Patterns[1], CultureInfo.InvariantCulture)
            : moment.ToString(Patterns[1], CultureInfo.InvariantCulture);

    private static DateTimeOffset Parse(string text)
    {
        var hasOffset = text.Length > 10 && (text[^1] == 'Z' || text.AsSpan(10).IndexOfAny('+', '-') >= 0);
        return hasOffset
            && DateTimeOffset.TryParseExact(
                text, Patterns, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            ? moment
            : throw NoMoment(ValueText.Of(text));
    }

    private static FormatException NoMoment(string value) =>
        new($"DateTime cannot represent a value that is not a moment like \"2017-03-31T12:30:00Z\": {value}");
}
