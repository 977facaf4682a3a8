using Microsoft.Extensions.Options;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Monitor.Questionnaire.Clock;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Storage;
using Npgsql;
using Act = Monitor.Hosting.Act;

namespace Monitor.Questionnaire.Graph;

/// <summary>The institute plans, changes, opens, closes and cancels rounds; each has its line of history.</summary>
public sealed class RoundMutations(
    RoundWork work,
    QuestionnaireStore questionnaires,
    RoundLifecycle lifecycle,
    IOptions<RoundOptions> options)
{
    public async ValueTask<Round?> PlanRoundAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var input = context.Argument<PlanRoundInput>("input");
        RoundWork.RequireInstitute(context);
        await RequirePublishedAsync(input.Questionnaire, cancellationToken);
        var year = await work.RunAsync(
            context,
            (transaction, by) => PlanAsync(transaction, by, input, cancellationToken),
            cancellationToken,
            planned => new Act(ActKind.RoundPlanned, of: $"round:{planned}"));
        context.Cache.Invalidate(RoundResolvers.AllRounds, RoundResolvers.CacheGroup(year));
        return await work.ReadAsync(context, year, cancellationToken);
    }

    public async ValueTask<Round?> ChangeRoundAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var input = context.Argument<InputObject>("input");
        RoundWork.RequireInstitute(context);
        if (input.Get<string?>("questionnaire") is { } questionnaire)
        {
            await RequirePublishedAsync(questionnaire, cancellationToken);
        }

        return await work.ChangeAsync(
            context,
            (transaction, held, by) => ChangeAsync(transaction, held, by, input, cancellationToken),
            cancellationToken);
    }

    public ValueTask<Round?> CancelRoundAsync(FieldContext context, CancellationToken cancellationToken) =>
        work.ChangeAsync(
            context,
            (transaction, held, by) =>
            {
                held.Round.RequirePlanned();
                var cancelled = held.Round with { Status = RoundStatus.Cancelled };
                return WriteAsync(transaction, held.Round, cancelled, by, RoundAction.Cancelled, cancellationToken);
            },
            cancellationToken);

    public ValueTask<Round?> OpenRoundAsync(FieldContext context, CancellationToken cancellationToken) =>
        work.ChangeAsync(
            context,
            async (transaction, held, by) =>
            {
                var opened = held.Round.OpenNow(held.Now);
                if (!await InvitedStore.IsAnyAsync(transaction, opened.Year, cancellationToken))
                {
                    throw new ClientException(
                        "NOBODY_INVITED", "Nobody is invited to this round; see `inviteMunicipalities`.");
                }

                await lifecycle.OpenAsync(transaction, held, opened, by, cancellationToken);
            },
            cancellationToken);

    /// <summary>
    /// Makes this moment the closing time, which stands at once and for all replicas, and then closes as the clock
    /// does. Two transactions: in one, writers would keep coming in before the first of them.
    /// </summary>
    public async ValueTask<Round?> CloseRoundAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var closing = await work.ChangeAsync(
            context,
            (transaction, held, by) =>
            {
                held.Round.RequireOpenToClose(held.Now);
                var closing = held.Round with { ClosesAt = held.Now };
                return WriteAsync(transaction, held.Round, closing, by, RoundAction.CloseAsked, cancellationToken);
            },
            cancellationToken);
        await lifecycle.CloseDueAsync(closing!.Year, cancellationToken);
        return await work.ReadAsync(context, closing.Year, cancellationToken);
    }

    private async Task<int> PlanAsync(
        NpgsqlTransaction transaction, string by, PlanRoundInput input, CancellationToken cancellationToken)
    {
        if (input.Year is < 2000 or > 2100)
        {
            throw new ClientException("BAD_USER_INPUT", "A round's `year` goes from 2000 to 2100.");
        }

        var areasYear = input.AreasYear
            ?? await InvitedStore.LatestListAsync(transaction, input.Year, cancellationToken)
            ?? throw UnknownList(input.Year);
        var listed = await ListAsync(transaction, areasYear, cancellationToken);
        var round = new Round(
            input.Year, RoundStatus.Planned, input.Questionnaire, areasYear, input.OpensAt, input.ClosesAt,
            Generated: false).WithFitTimes(await RoundStore.NowAsync(transaction, cancellationToken));
        if (!await RoundStore.AddAsync(transaction, round, cancellationToken))
        {
            throw new ClientException("ROUND_EXISTS", $"There is a round {round.Year} already.");
        }

        await RoundChangeStore.AddAsync(
            transaction, round.Year, by, RoundAction.Planned,
            RoundFieldChange.Between(null, round), [], cancellationToken);
        await InvitedStore.RemoveAsync(transaction, round.Year, codes: null, cancellationToken);
        await InvitationMutations.InviteAsync(
            transaction, round, by, listed, input.Municipalities, cancellationToken);
        await ReminderStore.ReplaceAsync(transaction, round.Year, DefaultReminders(round), cancellationToken);
        return round.Year;
    }

    private async Task ChangeAsync(
        NpgsqlTransaction transaction,
        LockedRound held,
        string by,
        InputObject input,
        CancellationToken cancellationToken)
    {
        var before = held.Round;
        var after = Changed(held, input).WithFitTimes(held.Now);
        await WriteAsync(transaction, before, after, by, RoundAction.Changed, cancellationToken);
        if (after.AreasYear != before.AreasYear)
        {
            var listed = await ListAsync(transaction, after.AreasYear, cancellationToken);
            await InvitedStore.RemoveAsync(transaction, after.Year, codes: null, cancellationToken);
            await InvitationMutations.InviteAsync(transaction, after, by, listed, null, cancellationToken);
        }

        var reminders = await ReminderStore.ListAsync(transaction, after.Year, cancellationToken);
        await ReminderStore.UpdateAsync(
            transaction,
            [
                .. reminders.Where(r => r.Outcome != ReminderOutcome.Sent)
                    .Select(r => r.Moved(after, options.Value.RemindAt).Revived(held.Now)),
            ],
            cancellationToken);
    }

    /// <summary>The round as the input wants it: all of a planned one, the closing time of an open one.</summary>
    private static Round Changed(LockedRound held, InputObject input)
    {
        var round = held.Round;
        round.RequirePlannedOrOpen(held.Now);
        if (round.Status == RoundStatus.Open && input.Names.Any(name => name != "closesAt"))
        {
            throw new RoundStatusException(round.Year, round.Status, "Of an open round only `closesAt` changes.");
        }

        return round with
        {
            Questionnaire = input.Get<string?>("questionnaire") ?? round.Questionnaire,
            AreasYear = input.Get<int?>("areasYear") ?? round.AreasYear,
            OpensAt = input.Get<DateTimeOffset?>("opensAt") ?? round.OpensAt,
            ClosesAt = input.Has("closesAt") ? input.Get<DateTimeOffset?>("closesAt") : round.ClosesAt,
        };
    }

    private IReadOnlyList<Reminder> DefaultReminders(Round round) =>
        [.. options.Value.Days.Select(days => Reminder.DaysBefore(round, days, options.Value.RemindAt, text: null))];

    // Before the transaction: one that waits for a second connection could wait for ever when all do.
    private async Task RequirePublishedAsync(string questionnaire, CancellationToken cancellationToken)
    {
        if ((await questionnaires.FindAsync([questionnaire], cancellationToken)).Count == 0)
        {
            throw new ClientException(
                "QUESTIONNAIRE_NOT_PUBLISHED", "A round puts a published questionnaire; none has this id.");
        }
    }

    private static async Task<IReadOnlyList<string>> ListAsync(
        NpgsqlTransaction transaction, int areasYear, CancellationToken cancellationToken)
    {
        var listed = await InvitedStore.ListAsync(transaction, areasYear, cancellationToken);
        return listed.Count > 0 ? listed : throw UnknownList(areasYear);
    }

    private static ClientException UnknownList(int year) =>
        new("UNKNOWN_LIST", $"There is no list of municipalities of {year}.");

    private static async Task WriteAsync(
        NpgsqlTransaction transaction,
        Round before,
        Round after,
        string by,
        RoundAction action,
        CancellationToken cancellationToken)
    {
        var fields = RoundFieldChange.Between(before, after);
        if (fields.Count > 0)
        {
            await RoundStore.UpdateAsync(transaction, after, cancellationToken);
            await RoundChangeStore.AddAsync(transaction, after.Year, by, action, fields, [], cancellationToken);
        }
    }
}

/// <summary>The input object of <c>planRound</c>.</summary>
public sealed record PlanRoundInput(
    int Year,
    string Questionnaire,
    DateTimeOffset OpensAt,
    DateTimeOffset? ClosesAt,
    int? AreasYear,
    IReadOnlyList<string>? Municipalities);
