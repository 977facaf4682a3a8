namespace Monitor.Community.Domain;

/// <summary>What can be followed.</summary>
public enum FollowKind
{
    Topic,
    Category,
    Objective,
}

/// <summary>A member follows something.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Target">Its id.</param>
/// <param name="Since">From when on.</param>
/// <param name="Place">Decides the order of those of the same moment.</param>
public sealed record Follow(FollowKind Kind, string Target, DateTimeOffset Since, Guid Place)
{
    public Objective? Objective => Kind == FollowKind.Objective ? new Objective(Target) : null;
}

/// <summary>What can be muted.</summary>
public enum MuteKind
{
    Topic,

    /// <summary>Whoever is shown as the author of one contribution is.</summary>
    Author,
}

/// <summary>
/// A member muted something. Of an author nothing is kept but the contribution by which they were muted: who that is
/// is told as that contribution tells it, then and now.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Target">Id of the topic, or of that contribution.</param>
/// <param name="Since">From when on.</param>
public sealed record Mute(MuteKind Kind, Guid Target, DateTimeOffset Since);
