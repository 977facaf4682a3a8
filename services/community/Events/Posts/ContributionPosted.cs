namespace Monitor.Community.Events;

/// <summary>
/// <c>contribution.posted</c>: a member posted a topic or a reply, or news came out. Thin, and nothing of who wrote it.
/// </summary>
/// <param name="Contribution">Its id: of the topic, or of the reply.</param>
/// <param name="Topic">The topic that it is, or is in.</param>
/// <param name="Kind"><c>TIP</c>, <c>DISCUSSION</c>, <c>QUESTION</c>, <c>NEWS</c> or <c>REPLY</c>.</param>
/// <param name="Objective">The objective that the topic is about; null: about none.</param>
/// <param name="Category">Where the topic stands.</param>
public sealed record ContributionPosted(
    Guid Contribution, Guid Topic, string Kind, string? Objective, string Category)
{
    public const string TopicName = "contribution.posted";

    public const string Reply = "REPLY";
}
