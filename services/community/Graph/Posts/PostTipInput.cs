namespace Monitor.Community.Graph;

/// <summary>The input object of <c>postTip</c>.</summary>
public sealed record PostTipInput(string Objective, string Title, string Text, bool Anonymous);
