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
