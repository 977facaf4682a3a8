namespace Monitor.Community.Domain;

/// <summary>What an objective is called and says, as its questionnaire was published.</summary>
/// <param name="Id">As <c>child-abuse-2</c>.</param>
/// <param name="Number">Its place in the questionnaire, from 1.</param>
/// <param name="Theme">As <c>CHILD_ABUSE</c>.</param>
/// <param name="Title">Dutch, on one line.</param>
/// <param name="Text">Definition, rationale and the words of the questions, a line each.</param>
public sealed record ObjectiveText(string Id, int Number, string Theme, string Title, string Text);

/// <summary>An objective in a published questionnaire, as far as community reads it.</summary>
public sealed record PublishedObjective(
    string Id,
    int Number,
    string Theme,
    string Title,
    string? Definition,
    string? Rationale,
    IReadOnlyList<PublishedQuestion>? Questions)
{
    public ObjectiveText Words => new(
        Id,
        Number,
        Theme,
        Title,
        string.Join('\n', new[] { Definition, Rationale }.Concat((Questions ?? []).Select(q => q.Label))
            .Where(line => !string.IsNullOrWhiteSpace(line))));
}

/// <summary>A question of an objective.</summary>
public sealed record PublishedQuestion(string? Label);
