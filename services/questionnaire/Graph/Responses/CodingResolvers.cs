using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Storage;

namespace Monitor.Questionnaire.Graph;

/// <summary>Answers the fields by which the institute reads free texts and what they are coded to.</summary>
public sealed class CodingResolvers(
    CodingStore codings,
    CodebookStore codebook,
    RoundStore rounds,
    QuestionnaireStore questionnaires,
    MunicipalityStore municipalities,
    AuditLog audit)
{
    private const int LargestPage = 200;

    public async ValueTask<OtherTextConnection?> OtherTextsAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        RequireInstitute(context);
        var first = Paging.First(context, LargestPage);
        var after = OtherTextCursor.Parse(context.Argument<string?>("after"));
        var form = await FormAsync(context, cancellationToken);
        var year = context.Argument<int>("round");
        var filter = new OtherTextFilter(
            year,
            QuestionsOf(context, form),
            context.Argument<bool?>("coded"),
            context.Argument<OtherTextSort>("sort"));
        var page = await codings.PageAsync(filter, after, first, cancellationToken);
        var views = await ViewsAsync(form, [.. page.Found.Select(f => f.Text)], cancellationToken);
        await audit.RecordLookAsync(
            ActKind.NamedDataRead, page.Found.Select(f => f.Text.Municipality), $"round:{year}/texts",
            cancellationToken);
        return OtherTextConnection.Of(page, views, isContinued: after is not null);
    }

    public async ValueTask<IReadOnlyList<OtherTextCount>?> CountsAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        RequireInstitute(context);
        var form = await FormAsync(context, cancellationToken);
        var questions = QuestionsOf(context, form);
        var year = context.Argument<int>("round");
        var counts = await codings.CountsAsync(year, questions, cancellationToken);
        var totals = await codings.TotalsAsync(year, questions, cancellationToken);
        var codes = await codebook.OfQuestionsAsync(questions, cancellationToken);
        return [.. questions.Where(totals.ContainsKey).Select(id =>
        {
            var question = form.Question(id)!;
            var own = counts.Where(c => c.Question == id).ToList();
            return new OtherTextCount(
                question,
                totals[id],
                totals[id] - own.Where(c => c.Code is null).Sum(c => c.Texts),
                [.. own.Where(c => c.Code is not null).Select(
                    c => new CodeCountView(TextCode.Of(question, codes[id], c.Code!), c.Texts))]);
        })];
    }

    public async ValueTask<IReadOnlyList<TextCode>?> CodebookAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        RequireInstitute(context);
        var question = await QuestionAsync(context.Argument<string>("question"), cancellationToken);
        var codes = await codebook.OfQuestionsAsync([question.Id], cancellationToken);
        return [.. codes[question.Id].Select(TextCode.Of)];
    }

    /// <summary><c>OtherText.municipality</c>.</summary>
    public async ValueTask<IReadOnlyList<Municipality>> MunicipalitiesAsync(
        IReadOnlyList<OtherTextView> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var found = await municipalities.FindAsync(parents.Select(p => p.MunicipalityCode), cancellationToken);
        return [.. parents.Select(p => found[p.MunicipalityCode])];
    }

    /// <summary><c>OtherText.history</c>.</summary>
    public async ValueTask<IReadOnlyList<IEnumerable<CodingView>>> HistoryAsync(
        IReadOnlyList<OtherTextView> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var acts = await codings.HistoryAsync([.. parents.Select(p => p.Key)], cancellationToken);
        var codes = await codebook.OfQuestionsAsync(parents.Select(p => p.Question.Id), cancellationToken);
        return [.. parents.Select(p => acts[p.Key].Select(act => new CodingView(
            act.Revision,
            [.. act.Codes.Select(code => TextCode.Of(p.Question, codes[p.Question.Id], code))],
            act.At!.Value,
            act.By!,
            act.Undoes)))];
    }

    /// <summary>One text as the graph shows it.</summary>
    internal async Task<OtherTextView> ViewAsync(OtherText text, int round, CancellationToken cancellationToken)
    {
        var form = await FormAsync(round, cancellationToken);
        return (await ViewsAsync(form, [text], cancellationToken))[0];
    }

    /// <summary>The question with this id in the latest round that asks it and takes such texts.</summary>
    /// <exception cref="ClientException">UNKNOWN_QUESTION.</exception>
    internal async Task<Question> QuestionAsync(string id, CancellationToken cancellationToken)
    {
        var all = await rounds.ListAsync(cancellationToken);
        var forms = await questionnaires.FindAsync(all.Select(r => r.Questionnaire), cancellationToken);
        return all.Select(r => forms[r.Questionnaire].Question(id)).FirstOrDefault(q => q is not null) is { } question
            && OtherText.IsHeldBy(question)
                ? question
                : throw UnknownQuestion(id);
    }

    internal static void RequireInstitute(FieldContext context) =>
        context.Caller().RequireRole(Role.Institute, Role.Administrator);

    private async Task<IReadOnlyList<OtherTextView>> ViewsAsync(
        Domain.Questionnaire form, IReadOnlyList<OtherText> texts, CancellationToken cancellationToken)
    {
        var sections = new Sections(form);
        var codes = await codebook.OfQuestionsAsync(texts.Select(t => t.Key.Question), cancellationToken);
        return [.. texts.Select(text =>
        {
            var question = form.Question(text.Key.Question)!;
            return new OtherTextView(
                text.Key,
                text.Municipality,
                question,
                sections.Of(question.Id).Objective,
                text.Text,
                text.Coding,
                [.. text.Coding.Codes.Select(code => TextCode.Of(question, codes[question.Id], code))]);
        })];
    }

    private Task<Domain.Questionnaire> FormAsync(FieldContext context, CancellationToken cancellationToken) =>
        FormAsync(context.Argument<int>("round"), cancellationToken);

    private async Task<Domain.Questionnaire> FormAsync(int year, CancellationToken cancellationToken)
    {
        var round = (await rounds.FindAsync([year], cancellationToken)).GetValueOrDefault(year)
            ?? throw RoundResolvers.UnknownRound(year);
        return (await questionnaires.FindAsync([round.Questionnaire], cancellationToken))[round.Questionnaire];
    }

    // In the questionnaire's order, which is the order of the list.
    private static List<string> QuestionsOf(FieldContext context, Domain.Questionnaire form)
    {
        var objective = context.Argument<string?>("objective");
        var question = context.Argument<string?>("question");
        if (question is not null && form.Question(question) is null)
        {
            throw UnknownQuestion(question);
        }

        var sections = new Sections(form).Named(objective is null ? null : [objective]);
        return [.. sections.SelectMany(s => s.Questions)
            .Where(q => OtherText.IsHeldBy(q) && (question is null || q.Id == question))
            .Select(q => q.Id)];
    }

    private static ClientException UnknownQuestion(string id) =>
        new("UNKNOWN_QUESTION", $"'{id}' is not a question that takes such texts.");
}
