using Microsoft.Extensions.Options;
using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Graph;

/// <summary>Members report a contribution, moderators decide on the reports.</summary>
public sealed class ReportMutations(Moderating moderating, IOptions<CommunityOptions> options)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public async ValueTask<IContribution?> ReportAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var reader = context.Reader();
        var contribution = await moderating.FindAsync(context, reader, cancellationToken);
        if (contribution.By.Member == reader.Member)
        {
            throw new ClientException("OWN_CONTRIBUTION", "This is your own: edit or delete it.");
        }

        var report = new Report(
            Guid.NewGuid(),
            contribution.Id,
            context.Argument<ReportReason>("reason"),
            Wording.Part("remark", context.Argument<string?>("remark"), 1000),
            moderating.Now,
            IsUpheld: null,
            DecidedAt: null,
            reader.Member,
            reader.Municipality);
        await moderating.RunAsync(context, reader, async transaction =>
        {
            await RequireRateAsync(transaction, reader, cancellationToken);
            if (await ReportStore.AddAsync(transaction, contribution, report, cancellationToken))
            {
                await HideWhenManyAsync(transaction, contribution, cancellationToken);
            }
        }, cancellationToken);
        return contribution;
    }

    public async ValueTask<IContribution?> DecideAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var moderator = Moderating.Moderator(context);
        var hides = context.Argument<bool>("hide");
        var reason = Moderating.Reason(context);
        var contribution = await moderating.FindAsync(context, moderator, cancellationToken);
        await moderating.RunAsync(context, moderator, async transaction =>
        {
            var now = moderating.Now;
            if (await ReportStore.DecideAsync(transaction, contribution.Id, hides, now, cancellationToken) == 0)
            {
                throw new ClientException(
                    "NO_OPEN_REPORTS", "Nothing is reported about this, or it was decided already.");
            }

            var isChanged = await ModerationStore.HideAsync(
                transaction, contribution, hides ? now : null, cancellationToken);
            await moderating.RecordAsync(
                transaction,
                contribution,
                moderating.ActOf(hides ? ModerationKind.Hide : ModerationKind.Keep, contribution, moderator, reason),
                cancellationToken);
            if (isChanged && !hides)
            {
                await NotificationJobs.AddAsync(
                    transaction,
                    NotificationCause.ShownAgain,
                    contribution.Id,
                    contribution.TopicId,
                    moderator.Member,
                    cancellationToken);
            }
        }, cancellationToken);
        return await moderating.FindAsync(contribution.Id, moderator, cancellationToken);
    }

    /// <summary>Enough municipalities think so: it is out of sight until a moderator has looked.</summary>
    private async Task HideWhenManyAsync(
        NpgsqlTransaction transaction, IContribution contribution, CancellationToken cancellationToken)
    {
        await using var service = await ActingAs.Service.WithinAsync(transaction, cancellationToken);
        var most = options.Value.ReportsToHide;
        if (most == 0
            || await ReportStore.MunicipalitiesAsync(transaction, contribution.Id, cancellationToken) < most
            || !await ModerationStore.HideAsync(transaction, contribution, moderating.Now, cancellationToken))
        {
            return;
        }

        await moderating.RecordAsync(
            transaction,
            contribution,
            new ModerationAct(
                Guid.NewGuid(),
                ModerationKind.HideByReports,
                contribution.Id,
                contribution.TopicId,
                Moderator: null,
                Reason: null,
                From: null,
                To: null,
                Until: null,
                moderating.Now),
            cancellationToken);
    }

    private async Task RequireRateAsync(
        NpgsqlTransaction transaction, Reader reader, CancellationToken cancellationToken)
    {
        var made = await ReportStore.CountSinceAsync(
            transaction, reader.Member, moderating.Now - Day, cancellationToken);
        if (made >= options.Value.ReportsPerDay)
        {
            throw new ClientException("TOO_MANY_REPORTS", "You reported much today: moderators look at it first.");
        }
    }
}
