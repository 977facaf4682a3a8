using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.Dapr;

namespace Monitor.Community.Events;

/// <summary>
/// Learns the objectives of a published questionnaire: tips may be posted on them, and search finds their words.
/// </summary>
/// <remarks>Repeats do no harm: ids are only added, and the questionnaire that came last gives the words. Is
/// questionnaire away, the event comes again.</remarks>
public sealed class QuestionnairePublishedHandler(
    DaprClient dapr,
    Inbox inbox,
    ObjectiveStore objectives,
    ObjectiveTextStore texts,
    ILogger<QuestionnairePublishedHandler> log)
    : IHandle<QuestionnairePublished>
{
    public async Task<Delivery> HandleAsync(
        Received<QuestionnairePublished> received, CancellationToken cancellationToken)
    {
        var id = received.Data.Questionnaire;
        var published = await dapr.GetAsync<PublishedQuestionnaire>(
            "questionnaire", $"/internal/questionnaires/{Uri.EscapeDataString(id)}", cancellationToken);

        await using var effect = await inbox.BeginAsync(received, cancellationToken);
        if (effect.AlreadyHandled)
        {
            return Delivery.Done;
        }

        await objectives.AddAsync(
            effect.Transaction, published.Objectives.Select(o => o.Id), cancellationToken);
        await texts.SaveAsync(effect.Transaction, published.Objectives.Select(o => o.Words), cancellationToken);
        await CategoryStore.NameObjectivesAsync(effect.Transaction, cancellationToken);
        await effect.CommitAsync(cancellationToken);
        log.ObjectivesLearned(published.Objectives.Count, id);
        return Delivery.Done;
    }

    /// <summary>The part of a questionnaire that community needs.</summary>
    private sealed record PublishedQuestionnaire(IReadOnlyList<PublishedObjective> Objectives);
}
