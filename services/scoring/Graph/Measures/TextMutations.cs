using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Monitor.Scoring.Domain;
using Monitor.Scoring.Events;
using Monitor.Scoring.Storage;
using Npgsql;

namespace Monitor.Scoring.Graph;

/// <summary>The mutations of the editors.</summary>
public sealed class TextMutations(
    NpgsqlDataSource database, TextStore texts, MeasureCatalogue catalogue, Idempotency idempotency, TimeProvider time)
{
    /// <summary><c>writeMeasureText</c>.</summary>
    public ValueTask<DescribedMeasure?> WriteAsync(FieldContext context, CancellationToken cancellationToken)
    {
        TextResolvers.RequireEditor(context.Caller());
        var input = context.Argument<MeasureTextInput>("input");
        return RunAsync(
            context,
            input.Key,
            input.Version,
            (measure, now, by) => MeasureText.Of(
                measure, input.Version + 1, input.Text, input.Format, input.Source, now, by),
            cancellationToken);
    }

    /// <summary><c>withdrawMeasureText</c>: the versions stay, and none counts.</summary>
    public ValueTask<DescribedMeasure?> WithdrawAsync(FieldContext context, CancellationToken cancellationToken)
    {
        TextResolvers.RequireEditor(context.Caller());
        var version = context.Argument<int>("version");
        var key = MeasureTextInput.KeyOf(context.Argument<string>("question"), context.Argument<string?>("option"));
        return RunAsync(
            context,
            key,
            version,
            (measure, now, by) => new MeasureText(
                measure, version + 1, Body: null, TextFormat.Plain, Source: null, now, by),
            cancellationToken);
    }

    private async ValueTask<DescribedMeasure?> RunAsync(
        FieldContext context,
        MeasureKey key,
        int version,
        Func<MeasureKey, DateTimeOffset, string, MeasureText> next,
        CancellationToken cancellationToken)
    {
        var measure = await catalogue.RequireAsync(key, cancellationToken);
        if (!measure.TakesText)
        {
            throw new ClientException("UNKNOWN_MEASURE", "Name the option that the text is about in `option`.");
        }

        var text = next(key, time.GetUtcNow(), context.Caller().Subject!);
        await using (var connection = await database.OpenConnectionAsync(cancellationToken))
        {
            await idempotency.RunAsync(context, connection, async transaction =>
                await TextStore.AddAsync(transaction, text, cancellationToken)
                    ? true
                    : throw await StaleAsync(key, version, cancellationToken), cancellationToken);
        }

        var found = await texts.FindAsync([key.Question], cancellationToken);
        return new DescribedMeasure(measure, found.GetValueOrDefault(key));
    }

    private async Task<ClientException> StaleAsync(MeasureKey key, int version, CancellationToken cancellationToken)
    {
        var current = (await texts.FindAsync([key.Question], cancellationToken)).GetValueOrDefault(key)?.Version ?? 0;
        return new ClientException(
            "STALE_VERSION", $"The text is at version {current}, not {version}: read it again before you change it.")
        {
            Details = new Dictionary<string, object?> { ["version"] = current },
        };
    }
}

/// <summary>The input object of <c>writeMeasureText</c>.</summary>
public sealed record MeasureTextInput(
    string Question, string? Option, int Version, string Text, TextFormat Format, string? Source)
{
    public MeasureKey Key => KeyOf(Question, Option);

    public static MeasureKey KeyOf(string question, string? option) =>
        new(question, string.IsNullOrEmpty(option) ? null : option);
}
