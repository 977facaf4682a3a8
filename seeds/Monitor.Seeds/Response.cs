namespace Monitor.Seeds;

/// <summary>What one municipality sent in, in the shape of the file.</summary>
/// <param name="Municipality">Its CBS code.</param>
/// <param name="SubmittedAt">When, in UTC.</param>
/// <param name="Answers">Answers in the order of the questionnaire; questions not asked are absent.</param>
public sealed record Response(string Municipality, DateTimeOffset SubmittedAt, IReadOnlyList<Answer> Answers);

/// <summary>
/// One answer: the options ticked, with the text of an option that takes one; or only a text; or only a mark.
/// </summary>
public sealed record Answer(string Question, IReadOnlyList<string> Options, string? Text = null, int? Mark = null);
