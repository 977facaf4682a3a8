namespace Monitor.Questionnaire.Domain;

/// <summary>A municipality of some day that held, or holds, the area of another one or a part of it.</summary>
/// <param name="Code">The municipality of that day.</param>
/// <param name="Kind">How the two areas go together.</param>
/// <param name="Steps">The steps between the two, in order of time; none when it is the same municipality.</param>
public sealed record LineageLink(string Code, LineageKind Kind, IReadOnlyList<Succession> Steps)
{
    /// <summary>Whether all of the earlier area went into the later one: false for a part of a split.</summary>
    public bool Whole => Kind != LineageKind.Split;
}

/// <summary>How the area of one municipality goes together with that of another of another day.</summary>
public enum LineageKind
{
    /// <summary>The same municipality; its borders may have grown since.</summary>
    Same,

    /// <summary>The same area under another code.</summary>
    Rename,

    /// <summary>The earlier one is a whole part of the later one.</summary>
    Merge,

    /// <summary>A part of the earlier one is in the later one; the rest went elsewhere.</summary>
    Split,
}
