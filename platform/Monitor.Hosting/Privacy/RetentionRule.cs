namespace Monitor.Hosting;

/// <summary>What goes when it is older than it is kept.</summary>
/// <param name="Name">Of the setting <c>Retention:Name</c>, a time.</param>
/// <param name="Default">How long it is kept where the setting is left out.</param>
/// <param name="What">What goes, in one phrase: a line of docs/privacy.md.</param>
/// <param name="Sql">
/// Runs each hour as the service: $1 is the moment before which it goes, $2 how long it is kept.
/// </param>
public sealed record RetentionRule(string Name, TimeSpan Default, string What, string Sql);
