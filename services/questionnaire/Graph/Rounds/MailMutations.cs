using Microsoft.Extensions.Options;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Storage;

namespace Monitor.Questionnaire.Graph;

/// <summary>The institute says what is written to those invited, and when.</summary>
public sealed class MailMutations(RoundWork work, MailSender sender, IOptions<RoundOptions> options)
{
    public ValueTask<Round?> SetInvitationTextAsync(FieldContext context, CancellationToken cancellationToken)
    {
        RoundWork.RequireInstitute(context);
        var text = context.Argument<MailTextInput?>("text")?.ToText();
        return work.ChangeAsync(
            context,
            async (transaction, held, by) =>
            {
                held.Round.RequirePlannedOrOpen(held.Now);
                await InvitationTextStore.WriteAsync(transaction, held.Round.Year, text, cancellationToken);
                await RoundChangeStore.AddAsync(
                    transaction, held.Round.Year, by, RoundAction.InvitationTextChanged,
                    [new RoundFieldChange("subject", null, text?.Subject), new("body", null, text?.Body)], [],
                    cancellationToken);
            },
            cancellationToken);
    }

    public ValueTask<Round?> SetRemindersAsync(FieldContext context, CancellationToken cancellationToken)
    {
        RoundWork.RequireInstitute(context);
        var inputs = context.Argument<IReadOnlyList<ReminderInput>>("reminders");
        return work.ChangeAsync(
            context,
            async (transaction, held, by) =>
            {
                held.Round.RequirePlannedOrOpen(held.Now);
                var reminders = Reminders(held, inputs);
                await ReminderStore.ReplaceAsync(transaction, held.Round.Year, reminders, cancellationToken);
                await RoundChangeStore.AddAsync(
                    transaction, held.Round.Year, by, RoundAction.RemindersChanged,
                    [.. reminders.Select(r => new RoundFieldChange(
                        "reminder", null, r.DueAt is { } due ? DutchTime.Text(due) : null))],
                    [],
                    cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>Has those invited be written to who were not to be before, as of a round that was loaded.</summary>
    public ValueTask<Round?> SendInvitationsAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var municipalities = context.Argument<IReadOnlyList<string>?>("municipalities");
        return work.ChangeAsync(
            context,
            async (transaction, held, by) =>
            {
                held.Round.RequireOpenToClose(held.Now);
                var asked = await InvitedStore.AskInvitationsAsync(
                    transaction, held.Round.Year, municipalities, cancellationToken);
                if (asked.Count > 0)
                {
                    await RoundChangeStore.AddAsync(
                        transaction, held.Round.Year, by, RoundAction.InvitationsAsked, [], asked, cancellationToken);
                }
            },
            cancellationToken);
    }

    public async ValueTask<Round?> RetryInvitationsAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var round = await work.ChangeAsync(
            context,
            async (transaction, held, by) =>
            {
                held.Round.RequireOpenToClose(held.Now);
                await using var acting = await ActingAs.Service.WithinAsync(transaction, cancellationToken);
                await QueuedMailStore.RequeueFailedAsync(acting, held.Round.Year, cancellationToken);
            },
            cancellationToken);
        sender.Wake();
        return round;
    }

    private List<Reminder> Reminders(LockedRound held, IReadOnlyList<ReminderInput> inputs)
    {
        if (inputs.Count > MostReminders)
        {
            throw new ClientException("BAD_REMINDER", $"A round has {MostReminders} reminders at most.");
        }

        var reminders = inputs.Select(i => i.ToReminder(held.Round, options.Value.RemindAt)).ToList();
        var round = held.Round;
        return reminders.All(r => r.DueAt is not { } due
            || (due > held.Now && due > round.OpensAt && due < Round.End && !(due >= round.ClosesAt)))
                ? reminders
                : throw new ClientException(
                    "BAD_REMINDER", "A reminder is due in the future, while the round is open, and before 2200.");
    }

    private const int MostReminders = 10;
}

/// <summary>A reminder as the institute gives it.</summary>
public sealed record ReminderInput(int? DaysBeforeClosing, DateTimeOffset? DueAt, MailTextInput? Text)
{
    /// <exception cref="ClientException">BAD_REMINDER, BAD_TEXT, UNKNOWN_PLACEHOLDER.</exception>
    public Reminder ToReminder(Round round, TimeOnly time) => this switch
    {
        { DaysBeforeClosing: { } days and >= 0 and <= 365, DueAt: null } =>
            Reminder.DaysBefore(round, days, time, Text?.ToText()),
        { DaysBeforeClosing: null, DueAt: { } due } => Reminder.At(round, due, Text?.ToText()),
        _ => throw new ClientException(
            "BAD_REMINDER", "A reminder has either `daysBeforeClosing` (0 to 365) or `dueAt`."),
    };
}
