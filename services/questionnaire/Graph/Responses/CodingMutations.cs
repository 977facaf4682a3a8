using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Storage;
using Npgsql;

namespace Monitor.Questionnaire.Graph;

/// <summary>The mutations by which the institute codes free texts to measures. They change no answer.</summary>
public sealed class CodingMutations(
    NpgsqlDataSource database,
    CodingResolvers resolvers,
    CodebookStore codebook,
    ResponseStore responses,
    Idempotency idempotency,
    TimeProvider time)
{
    public async ValueTask<TextCode?> AddMeasureCodeAsync(FieldContext context, CancellationToken cancellationToken)
    {
        CodingResolvers.RequireInstitute(context);
        var question = await resolvers.QuestionAsync(context.Argument<string>("question"), cancellationToken);
        var code = MeasureCode.Of(question, context.Argument<string>("code"), context.Argument<string>("label"));
        await RunAsync(context, async transaction =>
        {
            if (!await CodebookStore.AddAsync(transaction, code, context.Caller().Subject!, cancellationToken))
            {
                throw new ClientException("CODE_TAKEN", $"The codebook of {code.Question} has '{code.Code}' already.");
            }
        }, cancellationToken);
        return await CodeAsync(code, cancellationToken);
    }

    public async ValueTask<TextCode?> ChangeMeasureCodeAsync(FieldContext context, CancellationToken cancellationToken)
    {
        CodingResolvers.RequireInstitute(context);
        var code = new MeasureCode(
            context.Argument<string>("question"),
            context.Argument<string>("code"),
            MeasureCode.LabelOf(context.Argument<string>("label")),
            context.Argument<bool>("isRetired"));
        await RunAsync(context, async transaction =>
        {
            if (!await CodebookStore.UpdateAsync(transaction, code, cancellationToken))
            {
                throw UnknownCode(code.Question, code.Code);
            }
        }, cancellationToken);
        return await CodeAsync(code, cancellationToken);
    }

    public async ValueTask<OtherTextView?> CodeTextAsync(FieldContext context, CancellationToken cancellationToken)
    {
        CodingResolvers.RequireInstitute(context);
        var key = KeyOf(context);
        var codes = context.Argument<IReadOnlyList<string>>("codes").Distinct(StringComparer.Ordinal).ToList();
        var question = await resolvers.QuestionAsync(key.Question, cancellationToken);
        await RequireKnownAsync(question, codes, cancellationToken);
        return await CodeAsync(
            context, key, (_, _) => Task.FromResult((Codes: (IReadOnlyList<string>)codes, Undoes: (int?)null)),
            cancellationToken);
    }

    public ValueTask<OtherTextView?> UndoCodingAsync(FieldContext context, CancellationToken cancellationToken)
    {
        CodingResolvers.RequireInstitute(context);
        var key = KeyOf(context);
        return CodeAsync(
            context,
            key,
            async (acting, current) => current.Revision == 0
                ? throw new ClientException("NOTHING_TO_UNDO", "Nobody coded this text yet.")
                : ((await CodingStore.AtAsync(acting, key, current.Revision - 1, cancellationToken)).Codes,
                    current.Revision),
            cancellationToken);
    }

    private async ValueTask<OtherTextView?> CodeAsync(
        FieldContext context,
        OtherTextKey key,
        Func<ActingTransaction, Coding, Task<(IReadOnlyList<string> Codes, int? Undoes)>> next,
        CancellationToken cancellationToken)
    {
        var read = context.Argument<int>("revision");
        await RunAsync(context, async transaction =>
        {
            await using var acting = await ActingAs.Service.WithinAsync(transaction, cancellationToken);
            var text = await CodingStore.FindAsync(acting, key, cancellationToken) ?? throw NotFound();
            var (codes, undoes) = await next(acting, text.Coding);
            var coding = text.Coding.Next(read, codes, context.Caller().Subject!, time.GetUtcNow(), undoes);
            if (!await CodingStore.AddAsync(acting, key, coding, cancellationToken))
            {
                var theirs = (await CodingStore.FindAsync(acting, key, cancellationToken))!.Coding;
                throw new CodingConflictException(codes, theirs);
            }
        }, cancellationToken);
        return await ReadAsync(key, cancellationToken);
    }

    private async Task<OtherTextView> ReadAsync(OtherTextKey key, CancellationToken cancellationToken)
    {
        OtherText text;
        int round;
        await using (var acting = await ActingAs.Service.BeginAsync(database, cancellationToken))
        {
            text = await CodingStore.FindAsync(acting, key, cancellationToken) ?? throw NotFound();
            round = (await responses.FindAsync(acting, [key.Response], cancellationToken))[key.Response].Round;
        }

        return await resolvers.ViewAsync(text, round, cancellationToken);
    }

    private async Task RequireKnownAsync(
        Question question, List<string> codes, CancellationToken cancellationToken)
    {
        if (codes.Count > Coding.MostCodes)
        {
            throw new ClientException("TOO_MANY_CODES", $"A text takes at most {Coding.MostCodes} codes.");
        }

        var book = (await codebook.OfQuestionsAsync([question.Id], cancellationToken))[question.Id].ToList();
        foreach (var code in codes)
        {
            // "Anders" and "geen onderdeel van beleid" are options, and no measures.
            var isMeasure = question.Option(code) is { TakesText: false, Exclusive: false };
            if (!isMeasure && !book.Exists(c => c.Code == code && !c.IsRetired))
            {
                throw UnknownCode(question.Id, code);
            }
        }
    }

    private async Task<TextCode?> CodeAsync(MeasureCode code, CancellationToken cancellationToken) =>
        await codebook.FindAsync(code.Question, code.Code, cancellationToken) is { } found ? TextCode.Of(found) : null;

    private async Task RunAsync(
        FieldContext context, Func<NpgsqlTransaction, Task> change, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await idempotency.RunAsync(context, connection, async transaction =>
        {
            await change(transaction);
            return true;
        }, cancellationToken);
    }

    private static OtherTextKey KeyOf(FieldContext context) =>
        OtherTextView.KeyOf(context.Argument<string>("id")) ?? throw NotFound();

    private static ClientException NotFound() =>
        new("NOT_FOUND", "No submission that counts holds this text; read the list again.");

    private static ClientException UnknownCode(string question, string code) =>
        new("UNKNOWN_CODE", $"'{code}' is neither a measure among the options of {question} nor in its codebook.");
}
