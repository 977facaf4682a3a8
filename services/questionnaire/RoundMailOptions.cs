namespace Monitor.Questionnaire;

/// <summary>
/// What this service's mails say beside what all mail settings are about (<see cref="Hosting.MailOptions"/>).
/// </summary>
public sealed class RoundMailOptions
{
    public const string Section = "Mail";

    /// <summary>
    /// What <c>{link}</c> becomes; <c>{ronde}</c> and <c>{code}</c> in it are the year and the municipality's code.
    /// </summary>
    public string Link { get; init; } = "https://monitor.example/rondes/{ronde}";
}
