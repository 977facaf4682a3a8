namespace Monitor.Community.Events;

/// <summary><c>contribution.posted</c>: a member posted a tip.</summary>
/// <param name="Contribution">Its id.</param>
/// <param name="Objective">The objective that it is on.</param>
public sealed record ContributionPosted(Guid Contribution, string Objective)
{
    public const string Topic = "contribution.posted";
}
