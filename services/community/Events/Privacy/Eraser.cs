using Microsoft.Extensions.Options;
using Monitor.Community.Storage;
using Monitor.Dapr;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Events;

/// <summary>
/// Erases a person everywhere. First the other services, while name and address are still known here; then all here,
/// with the event that tells of it, in one transaction. An attempt that fails half-way is made again from the start.
/// </summary>
public sealed class Eraser(
    NpgsqlDataSource database,
    ErasureStore erasures,
    PersonalRecords records,
    OtherServices others,
    ErasedSubjectStore subjects,
    BrokerStreams broker,
    Mailbox mailbox,
    Outbox outbox,
    AuditLog audit,
    IOptions<PrivacyOptions> options,
    TimeProvider time,
    ILogger<Eraser> log)
{
    /// <summary>Erases everyone whose moment has come, and forgets whose tokens have run out since.</summary>
    public async Task RunDueAsync(CancellationToken cancellationToken)
    {
        await subjects.ForgetAsync(cancellationToken);
        foreach (var member in await erasures.DueAsync(time.GetUtcNow(), cancellationToken))
        {
            try
            {
                await EraseAsync(member, cancellationToken);
            }
            catch (Exception failure) when (failure is DaprException or BrokerException or NpgsqlException)
            {
                log.ErasureFailed(failure, member);
                await erasures.PostponeAsync(member, time.GetUtcNow(), cancellationToken);
            }
        }
    }

    private async Task EraseAsync(Guid member, CancellationToken cancellationToken)
    {
        await using var acting = await ActingAs.Service.BeginAsync(database, cancellationToken);
        if (await ErasureStore.HoldAsync(acting, member, cancellationToken) is not { } erasure)
        {
            return;
        }

        var person = await PersonStore.FindAsync(acting, member, cancellationToken);
        await others.EraseAsync(person, cancellationToken);
        await mailbox.ForgetAsync(person.Emails, cancellationToken);
        await broker.ForgetAsync(person.Member, cancellationToken);
        var now = time.GetUtcNow();
        await PersonStore.EraseContributionsAsync(acting, member, erasure.Contributions, cancellationToken);
        await NamesInTexts.ReportAsync(acting, person, now, cancellationToken);
        if (options.Value.LongestToken > TimeSpan.Zero)
        {
            await ErasedSubjectStore.AddAsync(acting, member, now + options.Value.LongestToken, cancellationToken);
        }

        await records.EraseAsync(acting.Transaction, person, cancellationToken);
        await outbox.AddAsync(
            acting.Transaction, MemberErased.Topic, new MemberErased(person.Member), cancellationToken);
        await outbox.AddAsync(
            acting.Transaction,
            MembershipChanged.Topic,
            new MembershipChanged(person.Member, int.MaxValue),   // later than all that the gateway knows of them
            cancellationToken);
        await audit.AddAsync(
            acting.Transaction, new Act(ActKind.MemberErased, of: $"member:{person.Member}"), cancellationToken);
        await ErasureStore.DoneAsync(acting, member, now, cancellationToken);
        await acting.CommitAsync(cancellationToken);
        log.MemberErased(member);
    }
}
