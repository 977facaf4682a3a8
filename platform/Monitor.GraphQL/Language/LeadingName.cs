namespace Monitor.GraphQL.Language;

/// <summary>
/// The name that a node begins with. The parser keeps only its text, since its place is known from the node's; the node
/// of the name is made for who asks, and kept.
/// </summary>
/// <param name="name">The text, or the node where one was given.</param>
internal struct LeadingName(object name)
{
    private object name = name;

    public readonly string Text => name as string ?? ((Name)name).Value;

    /// <summary>Two threads that ask at once may see two nodes.</summary>
    /// <param name="owner">Where the node that begins with the name is.</param>
    public Name NodeIn(Location owner)
    {
        if (name is Name known)
        {
            return known;
        }

        var text = (string)name;
        var node = new Name(text) { Location = owner with { End = owner.Start + text.Length } };
        name = node;
        return node;
    }
}
