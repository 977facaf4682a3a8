namespace Monitor.Community.Domain;

/// <summary>What everyone is told before they post.</summary>
/// <param name="Rules">In Dutch, a sentence each: to be shown beside the form.</param>
/// <param name="AnonymousLabel">How the caller would be shown; null where anonymity is not offered.</param>
/// <param name="LongestTip">Characters of a tip's text.</param>
/// <param name="LongestText">Characters of the text of another topic.</param>
/// <param name="LongestReply">Characters of a reply.</param>
/// <param name="MostAddresses">Web and mail addresses in one contribution.</param>
/// <param name="PostsPerHour">Contributions of one member in an hour.</param>
/// <param name="RestoreWithinHours">How long an author may restore what they deleted.</param>
public sealed record PostingRules(
    IReadOnlyList<string> Rules,
    string? AnonymousLabel,
    int LongestTip,
    int LongestText,
    int LongestReply,
    int MostAddresses,
    int PostsPerHour,
    int RestoreWithinHours)
{
    public static IReadOnlyList<string> Sentences { get; } =
    [
        "Schrijf niets waaraan een gezin, een kind of een zaak te herkennen is.",
        "Je kiest per bijdrage hoe je zichtbaar bent: met je naam, als gemeente, of anoniem.",
        "Anoniem betekent: andere leden zien alleen \"een gemeente\", met de grootte erbij als minstens tien"
            + " deelnemende gemeenten zo groot zijn. De moderatoren van het instituut kunnen zien wie je bent; elke"
            + " keer dat zij dat doen wordt vastgelegd.",
        "Wat je schrijft kun je bewerken; eerdere versies blijven leesbaar, van anonieme bijdragen alleen voor jou"
            + " en de moderatoren.",
        "Ga je weg bij je gemeente, dan blijven je bijdragen staan onder de naam die je koos. Laat je je gegevens"
            + " wissen, dan staat er \"oud-lid\".",
    ];
}
