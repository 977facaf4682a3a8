namespace Monitor.Gateway.Differential.Tests.Generation;

/// <summary>A part of a selection set. Immutable: a smaller query is another one.</summary>
internal abstract record Part(string Directives, IReadOnlyList<Part> Parts);

/// <summary>
/// A field. Arguments and directives are as written, and empty where there are none; a leaf has no parts.
/// </summary>
internal sealed record FieldPart(
    string? Alias, string Name, string Arguments, string Directives, IReadOnlyList<Part> Parts)
    : Part(Directives, Parts);

/// <summary>A fragment. Without a type condition On is null; without a name it stands inline.</summary>
internal sealed record FragmentPart(
    string? On, string? Name, string Directives, IReadOnlyList<Part> Parts)
    : Part(Directives, Parts);

/// <summary>A variable: its default as written, and the JSON that the client sends; null where there is none.</summary>
internal sealed record VariablePart(string Name, string Type, string? Default, string? Json);

/// <summary>
/// A query or a mutation that can be printed, and made smaller. Variables that no part uses are not printed.
/// </summary>
internal sealed record Operation(string Keyword, IReadOnlyList<Part> Parts, IReadOnlyList<VariablePart> Variables);
