namespace Monitor.Benchmark.Report.Sections;

/// <summary>A chapter of the yearly report: its number, its place in the document, and its heading.</summary>
internal sealed record Chapter(int Number, string Anchor, string Title)
{
    public static Chapter Summary { get; } = new(1, "samenvatting", "Samenvatting in cijfers");

    public static Chapter Objectives { get; } = new(2, "doelstellingen", "De doelstellingen");

    public static Chapter Research { get; } = new(3, "onderzoek", "Het onderzoek");

    public static Chapter Results { get; } = new(4, "resultaten", "Resultaten per doelstelling");

    public static Chapter Together { get; } = new(5, "samen", "Alle doelstellingen samen");

    public static Chapter Extra { get; } = new(6, "extra", "Extra vragen");

    public static Chapter Figures { get; } = new(7, "cijfers", "Cijfers over huiselijk geweld en kindermishandeling");

    public static Chapter Method { get; } = new(8, "methode", "Methode en kanttekeningen");

    public static Chapter Errata { get; } = new(9, "errata", "Errata");

    public static Chapter Colophon { get; } = new(10, "colofon", "Bronnen, licentie en colofon");

    public static IReadOnlyList<Chapter> All { get; } =
        [Summary, Objectives, Research, Results, Together, Extra, Figures, Method, Errata, Colophon];

    public Markup Heading => Html.Of($"""<h2 id="{Anchor}">{Number} {Title}</h2>""");

    /// <summary>A chapter with what stands in it.</summary>
    public Markup With(Markup content) =>
        Html.Of($"""<section aria-labelledby="{Anchor}">{Heading}{'\n'}{content}</section>{'\n'}""");
}
