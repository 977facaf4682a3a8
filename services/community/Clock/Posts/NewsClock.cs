using Microsoft.Extensions.Options;
using Monitor.Community.Events;
using Monitor.Community.Storage;
using Monitor.Dapr;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Clock;

/// <summary>
/// Lets news out at its moment. Every replica runs one: what waits stands in the database, is let out once with its
/// event, and is found again after a restart.
/// </summary>
public sealed class NewsClock(
    NpgsqlDataSource database,
    Outbox outbox,
    IOptions<CommunityOptions> options,
    TimeProvider time,
    ILogger<NewsClock> log) : BackgroundService
{
    /// <summary>Lets out what is due now; says how many.</summary>
    public async Task<int> PublishDueAsync(CancellationToken cancellationToken)
    {
        await using var acting = await ActingAs.Service.BeginAsync(database, cancellationToken);
        var published = await TopicChanges.PublishDueAsync(acting.Transaction, time.GetUtcNow(), cancellationToken);
        foreach (var topic in published)
        {
            await NotificationJobs.AddTopicAsync(
                acting.Transaction, topic.Id, topic.Kind, topic.Objective, cancellationToken);
            await outbox.AddAsync(
                acting.Transaction,
                ContributionPosted.TopicName,
                new ContributionPosted(
                    topic.Id, topic.Id, EnumText.Of(topic.Kind), topic.Objective, topic.Category),
                cancellationToken);
        }

        await acting.CommitAsync(cancellationToken);
        return published.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.LookForNewsEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await PublishDueAsync(stoppingToken);
            }
            catch (NpgsqlException failure)
            {
                log.NewsNotPublished(failure);   // what is due stays due
            }
        }
    }
}
