namespace Monitor.Community.Domain;

/// <summary>What a municipality can consent to.</summary>
public enum ConsentKind
{
    /// <summary>Its answers of closed rounds may stand, with its code, in the file for researchers.</summary>
    Research,

    /// <summary>Its released scores stand under its name in the benchmark, for every member to read.</summary>
    Named,

    /// <summary>Its released scores stand under its name for those of its Veilig Thuis region who share too.</summary>
    SharedInVeiligThuis,

    /// <summary>The same in its safety region (veiligheidsregio).</summary>
    SharedInSafetyRegion,

    /// <summary>The same in its centre area (centrumgebied), and for its centre municipality's coordinator.</summary>
    SharedInCentreArea,

    /// <summary>The same in its province.</summary>
    SharedInProvince,
}

/// <summary>A municipality's decisions of one kind, the newest first; none was taken: nothing is granted.</summary>
public sealed record Consent(ConsentKind Kind, IReadOnlyList<ConsentDecision> History)
{
    public bool Granted => History is [{ Granted: true }, ..];

    /// <summary>What the municipality consents to, in Dutch, as its coordinator reads it.</summary>
    public string Text => ConsentText.Of(Kind);

    /// <summary>When that was decided; null when nothing ever was.</summary>
    public DateTimeOffset? Since => History is [var last, ..] ? last.At : null;
}

/// <param name="Revision">From 1, one higher with each decision of the municipality and kind.</param>
/// <param name="Granted">Given, or withdrawn.</param>
/// <param name="At">When.</param>
/// <param name="By">Pseudonym of who decided.</param>
public sealed record ConsentDecision(int Revision, bool Granted, DateTimeOffset At, string By);

/// <summary>What holds now, as others copy it.</summary>
public sealed record CurrentConsent(string Municipality, ConsentKind Kind, bool Granted, int Revision);
