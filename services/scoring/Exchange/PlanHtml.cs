using System.Security.Cryptography;
using System.Text;
using Monitor.Scoring.Domain;

namespace Monitor.Scoring.Exchange;

/// <summary>A plan as a page to print: Dutch, A4, readable without colour, without script.</summary>
internal static class PlanHtml
{
    private const string Style = """
        @page{size:A4;margin:16mm 14mm}
        *{box-sizing:border-box}
        body{margin:0 auto;max-width:186mm;padding:8px;color:#1a1a1a;background:#fff;
        font:11pt/1.45 "Liberation Sans",Arial,sans-serif}
        h1,p,li,dd,.history td{overflow-wrap:anywhere}
        h1{font-size:20pt;line-height:1.2;margin:0 0 4mm}
        h2{font-size:15pt;margin:9mm 0 3mm;border-bottom:1.5pt solid #1a1a1a;break-after:avoid}
        h3{font-size:12.5pt;margin:6mm 0 2mm;break-after:avoid}
        h4{font-size:11pt;margin:3mm 0 1mm;break-after:avoid}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:1mm 4mm;margin:0}
        dt{font-weight:700}dd{margin:0}
        table{border-collapse:collapse;width:100%;font-size:9.5pt;margin:2mm 0}
        caption{text-align:left;font-weight:700;padding:1mm 0}
        th,td{border:.75pt solid #595959;padding:1mm 1.5mm;text-align:left;vertical-align:top}
        th.number,td.number{text-align:right;white-space:nowrap}
        thead{display:table-header-group}tr,figure,.goal{break-inside:avoid}
        figure{margin:2mm 0}.bars{width:100%;height:auto;display:block}
        .bars text{font:11px "Liberation Sans",Arial,sans-serif;fill:#1a1a1a}
        .bars text[font-weight="700"]{font-weight:700}
        .bars .zones text,.bars .year{font-size:9.5px}
        .patterns{position:absolute}
        .goal{border-left:3pt solid #1a1a1a;padding-left:4mm;margin:3mm 0}
        .notes{white-space:pre-line;margin:1mm 0}.note{border:1pt solid #1a1a1a;padding:2mm 3mm}
        ul{margin:1mm 0;padding-left:5mm}
        td{hyphens:auto}.overview{font-size:8.5pt}.overview th[scope="row"]{min-width:30mm}
        .overview .number{white-space:normal}
        .history td:first-child{white-space:nowrap}
        @media print{body{max-width:none;padding:0}}
        """;

    /// <summary>
    /// Lets a browser use this page's style and nothing else: no script, no picture, no form, no frame around it.
    /// </summary>
    public static string Policy { get; } =
        "default-src 'none'; style-src 'sha256-"
        + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))
        + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

    public static string Of(PlanDocument document) => Html.Of($"""
        <!DOCTYPE html>
        <html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{document.Plan.Title} – {document.Municipality} – {document.Period}</title>
        <style>{new Markup(Style)}</style></head><body>{ScoreBars.Patterns}<main>
        {Head(document)}{Overview(document)}{WithGoals(document)}{Others(document)}{Guide(document)}{History(document)}
        </main></body></html>
        """).Text;

    private static Markup Head(PlanDocument document)
    {
        var plan = document.Plan;
        return Html.Of($"""
            <header><h1>{plan.Title}</h1><dl>
            <dt>Gemeente</dt><dd>{document.Municipality} ({plan.Municipality})</dd>
            <dt>Looptijd</dt><dd>{document.Period}</dd>
            <dt>Voortgang vanaf</dt><dd>meting {plan.Round}</dd>
            <dt>Status</dt><dd>{(plan.Status == PlanStatus.Current ? "lopend" : "gesloten")}</dd>
            <dt>Gemaakt op</dt><dd>{Dutch.Date(document.On)}</dd></dl>
            {Notes(plan.Notes)}{Generated(document)}</header>
            """);
    }

    private static Markup Generated(PlanDocument document)
    {
        var rounds = document.Rounds.Where(r => r.Generated).Select(r => r.Round).ToList();
        return rounds.Count == 0 ? Markup.Empty : Html.Of($"""
            <p class="note"><strong>Let op: voorbeelddata.</strong> De scores van meting {string.Join(" en ", rounds)}
            komen uit antwoorden die voor demonstratie zijn gemaakt. Ze zeggen niets over deze gemeente.</p>
            """);
    }

    private static Markup Overview(PlanDocument document) => document.Goals.Count == 0
        ? Html.Of($"""<h2>Overzicht van de doelen</h2><p>In dit plan staan nog geen doelen.</p>""")
        : Html.Of($"""
            <h2>Overzicht van de doelen</h2>
            <table class="overview"><caption>Elk doel met zijn streefscore en hoe het ervoor staat</caption>
            <thead><tr><th scope="col">Doelstelling</th><th scope="col">Onderdeel</th>
            <th scope="col" class="number">Start</th><th scope="col" class="number">Laatst</th>
            <th scope="col" class="number">Doel</th><th scope="col">Datum</th><th scope="col">Eigenaar</th>
            <th scope="col">Voortgang</th></tr></thead><tbody>
            {document.Goals.SelectMany(g => g.Progress.Select(p => OverviewRow(document, g, p)))}</tbody></table>
            """);

    private static Markup OverviewRow(PlanDocument document, PlannedGoal goal, GoalProgress progress) => Html.Of($"""
        <tr><th scope="row">{document.TitleOf(goal.Form.Objective)}</th><td>{Dutch.Of(progress.Part)}</td>
        <td class="number">{Point(progress.Start)}</td><td class="number">{Point(progress.Latest)}</td>
        <td class="number">{Dutch.Number(progress.Target)}</td><td>{Dutch.Date(goal.Form.Due)}</td>
        <td>{Dutch.Of(goal.Form.Owner)}</td><td>{Dutch.Of(progress.Status)}</td></tr>
        """);

    private static string Point(ProgressPoint? point) =>
        point is null ? "–" : $"{Dutch.Number(point.Points)} ({point.Round})";

    private static Markup WithGoals(PlanDocument document)
    {
        var ids = document.Goals.Select(g => g.Form.Objective).Distinct().ToList();
        return ids.Count == 0
            ? Markup.Empty
            : Html.Of($"""<h2>Doelen per doelstelling</h2>{ids.Select((id, i) => OfObjective(document, id, i))}""");
    }

    private static Markup Others(PlanDocument document)
    {
        var goals = document.Goals.Select(g => g.Form.Objective).ToHashSet();
        var others = document.Objectives.Where(o => !goals.Contains(o.Id)).ToList();
        return others.Count == 0 ? Markup.Empty : Html.Of($"""
            <h2>Doelstellingen zonder doel in dit plan</h2>
            {others.Select((o, i) => OfObjective(document, o.Id, 1_000 + i))}
            """);
    }

    private static Markup OfObjective(PlanDocument document, string objective, int index)
    {
        var title = document.TitleOf(objective);
        var scores = document.Rounds
            .Select(r => (Round: r, Score: r.Objectives.FirstOrDefault(o => o.Objective == objective)))
            .Where(r => r.Score is not null)
            .Select(r => (r.Round.Round, Score: r.Score!)).ToList();
        var goals = document.Goals.Where(g => g.Form.Objective == objective).ToList();
        var targets = goals.SelectMany(g => g.Form.Targets.Named()).ToList();
        return Html.Of($"""
            <section aria-labelledby="objective-{index}"><h3 id="objective-{index}">{title}</h3>
            <figure>{ScoreBars.Of(index, title, scores, targets, document.Norms)}
            {(scores.Count == 0 ? NoScore : Markup.Empty)}</figure>
            {(scores.Count == 0 ? Markup.Empty : Table(scores))}
            {goals.Select((g, i) => OfGoal(g, goals.Count == 1 ? "" : $" {i + 1}"))}</section>
            """);
    }

    private static Markup NoScore { get; } =
        Html.Of($"<figcaption>Voor deze doelstelling is er nog geen score.</figcaption>");

    private static Markup Table(IReadOnlyList<(int Round, RoundObjective Score)> scores) => Html.Of($"""
        <table><caption>Scores per meting</caption><thead><tr><th scope="col">Meting</th>
        <th scope="col" class="number">Borging (van 25)</th><th scope="col" class="number">Inhoud (van 50)</th>
        <th scope="col" class="number">Bereik (van 25)</th><th scope="col" class="number">Totaal (van 100)</th>
        <th scope="col">Kleur</th></tr></thead><tbody>{scores.Select(TableRow)}</tbody></table>
        """);

    private static Markup TableRow((int Round, RoundObjective Score) row) => Html.Of($"""
        <tr><th scope="row">{row.Round}{(row.Score.Derived is null ? "" : " (afgeleid)")}</th>
        <td class="number">{Dutch.Number(row.Score.Anchoring)}</td>
        <td class="number">{Dutch.Number(row.Score.Content)}</td><td class="number">{Dutch.Number(row.Score.Reach)}</td>
        <td class="number">{Dutch.Number(row.Score.Total)}</td>
        <td>{ScoreBars.Letter(row.Score.Band)} – {Dutch.Of(row.Score.Band)}</td></tr>
        """);

    private static Markup OfGoal(PlannedGoal goal, string number)
    {
        var form = goal.Form;
        return Html.Of($"""
            <div class="goal"><h4>Doel{number}: {string.Join(", ", form.Targets.Named().Select(Aim))}</h4><dl>
            <dt>Datum</dt><dd>{Dutch.Date(form.Due)}</dd><dt>Eigenaar</dt><dd>{Dutch.Of(form.Owner)}</dd>
            <dt>Status</dt><dd>{Dutch.Of(form.Status)}</dd>
            <dt>Voortgang</dt><dd>{goal.Progress.Select(Sentence)}</dd></dl>
            {Measures(form.Measures)}{Notes(form.Notes)}</div>
            """);
    }

    private static string Aim((Part? Part, decimal Points) target) =>
        $"{Dutch.Of(target.Part)} {Dutch.Number(target.Points)}";

    private static Markup Sentence(GoalProgress progress)
    {
        var line = progress.Expected is { } expected
            ? $", {Dutch.Number(expected)} nodig om in {progress.Latest!.Round} op koers te zijn" : "";
        var from = progress.Start is { } start && progress.Latest is { } latest && latest.Round != start.Round
            ? $" van {Dutch.Number(start.Points)} in {start.Round} naar {Dutch.Number(latest.Points)} in {latest.Round}"
                + line
            : progress.Start is { } only ? $" {Dutch.Number(only.Points)} in {only.Round}" : "";
        var part = ScoreBars.Capital(Dutch.Of(progress.Part));
        return Html.Of($"<div>{part}:{from} – <strong>{Dutch.Of(progress.Status)}</strong></div>");
    }

    private static Markup Measures(IReadOnlyList<GoalMeasure> measures) => measures.Count == 0
        ? Markup.Empty
        : Html.Of($"""<h4>Maatregelen</h4><ul>{measures.Select(m => Html.Of($"<li>{m.Label}</li>"))}</ul>""");

    private static Markup Notes(string notes) =>
        notes.Length == 0 ? Markup.Empty : Html.Of($"""<p class="notes">{notes}</p>""");

    private static Markup Guide(PlanDocument document)
    {
        var red = Dutch.Number(document.Norms.RedBelow);
        var green = Dutch.Number(document.Norms.GreenAbove);
        var rules = document.Rounds.Select(r => $"meting {r.Round}: {r.RuleSet}").ToList();
        return Html.Of($"""
            <h2>Leeswijzer</h2><ul>
            <li>Een doelstelling krijgt 0 tot 100 punten: borging hoogstens 25, inhoud hoogstens 50, bereik hoogstens
            25.</li>
            <li>De balk is de laatste meting. R is rood (minder dan {red}; strepen), O is oranje ({red} tot en met
            {green}; stippen), G is groen (meer dan {green}; effen). De delen hebben de kleur van het totaal.</li>
            <li>Onder de balk staat een punt per meting, met het jaar en de score. De onderbroken lijn met een driehoek
            is het doel.</li>
            <li>Op koers: de laatste score is ten minste de score die hoort bij een rechte lijn van de eerste meting van
            het plan naar het doel in het jaar van de datum. Gehaald: de laatste score is ten minste het doel.</li>
            {(document.Rounds.Any(r => r.Derived is not null) ? Html.Of($"""
                <li>Een score met “afgeleid” komt van de gemeente of gemeenten die het gebied voor een herindeling
                hadden.</li>
                """) : Markup.Empty)}
            {(rules.Count == 0 ? Markup.Empty : Html.Of($"<li>Rekenregels: {string.Join("; ", rules)}.</li>"))}</ul>
            """);
    }

    private static Markup History(PlanDocument document) => Html.Of($"""
        <h2>Geschiedenis</h2><table class="history"><caption>De laatste wijzigingen, de nieuwste eerst</caption>
        <thead><tr><th scope="col">Datum</th><th scope="col">Wat</th></tr></thead><tbody>
        {document.History.Select(h => Html.Of($"""
            <tr><td>{Dutch.Date(DateOnly.FromDateTime(h.At.UtcDateTime))}</td><td>{h.Text}</td></tr>
            """))}</tbody></table>
        """);
}
