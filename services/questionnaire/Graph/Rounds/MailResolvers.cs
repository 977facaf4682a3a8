using Microsoft.Extensions.Options;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Storage;
using Npgsql;

namespace Monitor.Questionnaire.Graph;

/// <summary>Answers the fields about contacts, texts, reminders and what was written.</summary>
public sealed class MailResolvers(
    NpgsqlDataSource database,
    InvitationTextStore texts,
    ReminderStore reminders,
    MailStore mails,
    MunicipalityStore municipalities,
    AuditLog audit,
    IOptions<QuestionnaireOptions> options,
    IOptions<RoundMailOptions> mailOptions)
{
    /// <summary><c>Municipality.contacts</c>: for the institute, and the municipality's own members.</summary>
    public async ValueTask<IReadOnlyList<object?>> ContactsAsync(
        IReadOnlyList<Municipality> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var caller = context.Caller();
        caller.RequireToken();
        var isInstitute = caller.Has(Role.Institute) || caller.Has(Role.Administrator);
        var acts = isInstitute ? ActingAs.Service : ActingAs.Municipality(caller.Municipality ?? "");
        ILookup<string, Contact> found;
        await using (var acting = await acts.BeginAsync(database, cancellationToken))
        {
            found = await ContactStore.FindAsync(acting, parents.Select(p => p.Code), cancellationToken);
        }

        if (isInstitute)
        {
            await audit.RecordLookAsync(
                ActKind.PersonRead, found.Select(each => each.Key), "contacts", cancellationToken);
        }

        return
        [
            .. parents.Select(p => isInstitute || p.Code == caller.Municipality
                ? (object)found[p.Code].ToList()
                : new ClientException("NOT_YOURS", "The contacts of another municipality are the institute's to see.")),
        ];
    }

    /// <summary><c>Round.invitationText</c>.</summary>
    public async ValueTask<IReadOnlyList<MailTextView>> InvitationTextsAsync(
        IReadOnlyList<Round> parents, FieldContext context, CancellationToken cancellationToken)
    {
        RoundWork.RequireInstitute(context);
        var found = await texts.FindAsync(parents.Select(p => p.Year), cancellationToken);
        return [.. parents.Select(p => MailTextView.Of(found.GetValueOrDefault(p.Year), MailText.Invitation))];
    }

    /// <summary><c>Round.reminders</c>.</summary>
    public async ValueTask<IReadOnlyList<IEnumerable<ReminderView>>> RemindersAsync(
        IReadOnlyList<Round> parents, FieldContext context, CancellationToken cancellationToken)
    {
        RoundWork.RequireInstitute(context);
        var found = await reminders.FindAsync(parents.Select(p => p.Year), cancellationToken);
        return [.. parents.Select(p => found[p.Year].Select(ReminderView.Of))];
    }

    /// <summary><c>Round.mailPreview</c>.</summary>
    public async ValueTask<IReadOnlyList<MailText>> PreviewsAsync(
        IReadOnlyList<Round> parents, FieldContext context, CancellationToken cancellationToken)
    {
        RoundWork.RequireInstitute(context);
        var code = context.Argument<string>("municipality");
        var found = await municipalities.FindAsync([code], cancellationToken);
        var municipality = found.GetValueOrDefault(code)
            ?? throw new ClientException("UNKNOWN_MUNICIPALITY", "There is no municipality with this code.");
        var years = parents.Select(p => p.Year).ToList();
        var invitations = await texts.FindAsync(years, cancellationToken);
        var known = await reminders.FindAsync(years, cancellationToken);
        return
        [
            .. parents.Select(p => TextOf(context, invitations.GetValueOrDefault(p.Year), known[p.Year]).Filled(
                MailPlaces.Of(p, municipality.Name, code, mailOptions.Value.Link))),
        ];
    }

    /// <summary><c>Round.invitations</c>.</summary>
    public async ValueTask<IReadOnlyList<Connection<RoundMail>>> InvitationsAsync(
        IReadOnlyList<Round> parents, FieldContext context, CancellationToken cancellationToken)
    {
        RoundWork.RequireInstitute(context);
        var first = PageArguments.First(context, options.Value);
        var after = NumberCursor.Parse(context.Argument<string?>("after"));
        var pages = await mails.PageAsync(
            parents.Select(p => p.Year),
            context.Argument<MailState?>("state"),
            context.Argument<MailKind?>("kind"),
            first,
            after,
            cancellationToken);
        foreach (var (year, page) in pages)
        {
            await audit.RecordLookAsync(
                ActKind.PersonRead,
                page.Mails.Where(mail => mail.Email is not null).Select(mail => mail.Municipality),
                $"round:{year}/mail",
                cancellationToken);
        }

        return
        [
            .. parents.Select(p => pages[p.Year]).Select(page => Connection.Of(
                [.. page.Mails.Select(m => new Edge<RoundMail>(NumberCursor.Text(m.Sequence), m))],
                first, page.Total, after is not null)),
        ];
    }

    /// <summary><c>RoundMail.municipality</c>.</summary>
    public async ValueTask<IReadOnlyList<Municipality>> MunicipalitiesOfAsync(
        IReadOnlyList<RoundMail> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var found = await municipalities.FindAsync(parents.Select(p => p.Municipality), cancellationToken);
        return [.. parents.Select(p => found[p.Municipality])];
    }

    /// <summary>The draft given, or the text that is kept: of the reminder named, else of the invitation.</summary>
    private static MailText TextOf(FieldContext context, MailText? invitation, IEnumerable<Reminder> reminders)
    {
        if (context.Argument<MailTextInput?>("text") is { } draft)
        {
            return draft.ToText();
        }

        if (context.Argument<string?>("reminder") is not { } id)
        {
            return invitation ?? MailText.Invitation;
        }

        var reminder = reminders.FirstOrDefault(r => Guid.TryParse(id, out var asked) && r.Id == asked)
            ?? throw new ClientException("NOT_FOUND", "This round has no reminder with this id.");
        return reminder.Text ?? MailText.Reminder;
    }
}

/// <summary>A text as the graph shows it.</summary>
public sealed record MailTextView(string Subject, string Body, bool IsDefault)
{
    public static MailTextView Of(MailText? own, MailText common) =>
        new((own ?? common).Subject, (own ?? common).Body, own is null);
}

/// <summary>A reminder as the graph shows it.</summary>
public sealed record ReminderView(
    Guid Id,
    int? DaysBeforeClosing,
    DateTimeOffset? DueAt,
    MailTextView Text,
    DateTimeOffset? DoneAt,
    ReminderOutcome? Outcome)
{
    public static ReminderView Of(Reminder reminder) => new(
        reminder.Id,
        reminder.DaysBeforeClosing,
        reminder.DueAt,
        MailTextView.Of(reminder.Text, MailText.Reminder),
        reminder.DoneAt,
        reminder.Outcome);
}

/// <summary>A text as the institute gives it.</summary>
public sealed record MailTextInput(string Subject, string Body)
{
    /// <exception cref="ClientException">BAD_TEXT, UNKNOWN_PLACEHOLDER.</exception>
    public MailText ToText() => MailText.Checked(Subject, Body);
}
