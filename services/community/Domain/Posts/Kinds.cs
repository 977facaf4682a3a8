namespace Monitor.Community.Domain;

/// <summary>What a topic is.</summary>
public enum TopicKind
{
    /// <summary>What a municipality did about an objective, and what it brought.</summary>
    Tip,

    /// <summary>Something to talk about.</summary>
    Discussion,

    /// <summary>A discussion whose asker can say what the answer was.</summary>
    Question,

    /// <summary>News by the institute.</summary>
    News,
}

/// <summary>How the author of a contribution is shown to other members.</summary>
public enum ShownAs
{
    /// <summary>By name, with the municipality.</summary>
    Member,

    /// <summary>As the municipality; those of none as the institute.</summary>
    Municipality,

    /// <summary>As a municipality of a size; moderators of the institute see who it is.</summary>
    Anonymous,
}

/// <summary>What a category gathers.</summary>
public enum CategoryKind
{
    Theme,
    Objective,
    General,

    /// <summary>Of one region, open to every member or to that region's alone.</summary>
    Region,
}

/// <summary>The orders of a list of topics; ties go by time and id, the newest first.</summary>
public enum TopicOrder
{
    /// <summary>By the last reply, else the posting.</summary>
    Active,
    Newest,

    /// <summary>By how many found it useful.</summary>
    Useful,
}

/// <summary>The orders of replies.</summary>
public enum ReplyOrder
{
    Oldest,
    Newest,
}

/// <summary>Where a contribution stands.</summary>
public enum ContributionState
{
    /// <summary>Every member who may read its category reads it.</summary>
    Out,

    /// <summary>For its moment; its author and, of news, editors read it.</summary>
    Waiting,

    /// <summary>By a moderator; they and its author read it.</summary>
    Hidden,

    /// <summary>By its author or a moderator, and can be restored; they read it.</summary>
    Deleted,
}

/// <summary>In what capacity someone changed a contribution. Never who.</summary>
public enum Capacity
{
    Author,
    Moderator,
}
