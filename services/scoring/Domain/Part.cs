namespace Monitor.Scoring.Domain;

/// <summary>A part (onderdeel) of an objective's score, in the order in which scores are read.</summary>
public enum Part
{
    /// <summary>Borging: in policy, and laid down.</summary>
    Anchoring,

    /// <summary>Inhoud: the measures that the policy holds.</summary>
    Content,

    /// <summary>Bereik: how much of the target group is reached.</summary>
    Reach,
}

/// <summary>What a part comes to at most, by every rule set: else their scores could not be compared.</summary>
public static class PartMaximum
{
    public static decimal Maximum(this Part part) => part switch
    {
        Part.Anchoring => 25,
        Part.Content => 50,
        _ => 25,
    };
}
