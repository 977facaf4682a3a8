namespace Monitor.GraphQL.Language;

/// <summary>
/// The name that a node begins with, or that follows its first token. The parser keeps only the text, since the place
/// is known from the node's; the node of the name is made for who asks, and kept.
/// </summary>
/// <param name="name">The text, or the node where one was given.</param>
internal struct LeadingName(object name)
{
    private object name = name;

    public readonly string Text => name as string ?? ((Name)name).Value;

    /// <summary>Two threads that ask at once may see two nodes.</summary>
    /// <param name="owner">Where the node that begins with the name is.</param>
    /// <param name="after">How many characters before the name are the node's.</param>
    public Name NodeIn(Location owner, int after = 0)
    {
        if (name is Name known)
        {
            return known;
        }

        var text = (string)name;
        var start = owner.Start + after;
        var node = new Name(text)
        {
            Location = new Location(owner.Line, owner.Column + after, start, start + text.Length),
        };
        name = node;
        return node;
    }
}
