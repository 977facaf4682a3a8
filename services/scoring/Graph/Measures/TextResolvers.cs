using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Monitor.Scoring.Domain;
using Monitor.Scoring.Events;
using Monitor.Scoring.Storage;

namespace Monitor.Scoring.Graph;

/// <summary>Answers what the editors wrote about measures, and what is still to be written.</summary>
public sealed class TextResolvers(TextStore texts, MeasureCatalogue catalogue)
{
    /// <summary><c>Query.measureTexts</c>: the editors' list.</summary>
    public async ValueTask<Connection<DescribedMeasure>?> ListAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        RequireEditor(context.Caller());
        var first = context.Argument<int?>("first") ?? 50;
        PageInfo.RequireSize(first);
        var objective = context.Argument<string?>("objective");
        var written = context.Argument<bool?>("written");
        var measures = (await catalogue.OfAsync(context.Argument<string>("questionnaire"), cancellationToken))
            .Where(m => m.TakesText && (objective is null || m.Objective == objective))
            .ToList();
        var found = await texts.FindAsync(measures.Select(m => m.Key.Question), cancellationToken);
        var described = measures
            .Select(m => new DescribedMeasure(m, found.GetValueOrDefault(m.Key)))
            .Where(m => written is null || m.Text is not null == written)
            .ToList();
        return Paging.Page(
            described, m => $"{m.Question} {m.Option}", first, context.Argument<string?>("after"));
    }

    /// <summary><c>Measure.advice</c>.</summary>
    public async ValueTask<IReadOnlyList<MeasureText?>> OfMeasuresAsync(
        IReadOnlyList<MeasureView> parents, FieldContext context, CancellationToken cancellationToken) =>
        await FindAsync([.. parents.Select(p => new MeasureKey(p.Question, p.Option))], cancellationToken);

    /// <summary><c>Suggestion.advice</c>: of a question without options.</summary>
    public async ValueTask<IReadOnlyList<MeasureText?>> OfSuggestionsAsync(
        IReadOnlyList<SuggestionView> parents, FieldContext context, CancellationToken cancellationToken) =>
        await FindAsync([.. parents.Select(p => new MeasureKey(p.Question, null))], cancellationToken);

    /// <summary><c>DescribedMeasure.versions</c>.</summary>
    public async ValueTask<IReadOnlyList<IEnumerable<MeasureText>>> VersionsAsync(
        IReadOnlyList<DescribedMeasure> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var found = await texts.VersionsAsync(parents.Select(p => p.Question), cancellationToken);
        return [.. parents.Select(p => found[p.Measure.Key])];
    }

    /// <exception cref="ClientException">UNAUTHENTICATED or FORBIDDEN.</exception>
    internal static void RequireEditor(Caller caller) =>
        caller.RequireRole(Role.Editor, Role.Institute, Role.Administrator);

    internal static MeasureText? Shown(MeasureText? text) => text?.Body is null ? null : text;

    private async Task<IReadOnlyList<MeasureText?>> FindAsync(
        IReadOnlyList<MeasureKey> measures, CancellationToken cancellationToken)
    {
        var found = await texts.FindAsync(measures.Select(m => m.Question), cancellationToken);
        return [.. measures.Select(m => Shown(found.GetValueOrDefault(m)))];
    }
}

/// <summary>A measure as the editors see it: with the text that counts now, if there is one.</summary>
/// <param name="Measure">What can be written about.</param>
/// <param name="Latest">The highest version, also one that was taken back; null where nothing was written.</param>
public sealed record DescribedMeasure(KnownMeasure Measure, MeasureText? Latest)
{
    public MeasureText? Text => TextResolvers.Shown(Latest);

    public int Version => Latest?.Version ?? 0;

    public string Question => Measure.Key.Question;

    public string? Option => Measure.Key.Option;

    public string QuestionLabel => Measure.QuestionLabel;

    public string Label => Measure.Label;

    public Part Part => Measure.Part;

    public ObjectiveReference Objective => new(Measure.Objective);
}
