using System.Security.Cryptography;
using System.Text;

namespace Monitor.Benchmark.Report;

/// <summary>
/// The frame of a printable document: Dutch, A4, readable without colour, without script, and nothing from elsewhere.
/// </summary>
internal static class Page
{
    /// <summary>Stands on every page of a document that shows generated figures.</summary>
    public const string GeneratedMark = "VOORBEELDDATA · gemaakt voor demonstratie, geen uitkomsten van gemeenten";

    private const string Style = """
        :root{--ink:#1a1f24;--soft:#4b5563;--line:#c9d1d9;--brand:#0f3d5c;--tint:#eef3f7}
        *{box-sizing:border-box}
        html{-webkit-print-color-adjust:exact;print-color-adjust:exact}
        body{margin:0;background:#fff;color:var(--ink);
        font:10.5pt/1.5 "Source Sans 3","Segoe UI","Helvetica Neue",Arial,"Liberation Sans","DejaVu Sans",sans-serif}
        main,.mark,header.title{max-width:186mm;margin:0 auto}
        h1,h2,h3,h4,p,li,td,th,caption,figcaption{overflow-wrap:break-word}
        h2{font-size:20pt;line-height:1.2;color:var(--brand);margin:0 0 5mm;break-before:page;
        break-after:avoid}
        h3{font-size:14pt;line-height:1.25;color:var(--brand);margin:9mm 0 2.5mm;break-after:avoid}
        h4{font-size:10.5pt;margin:5mm 0 1mm;break-after:avoid}
        p{margin:0 0 2.5mm;max-width:165mm}
        a{color:var(--brand)}
        ul,ol{margin:0 0 3mm;padding-left:6mm}li{margin:.6mm 0}
        header.title{min-height:255mm;padding:26mm 18mm 16mm;background:var(--brand);color:#fff;display:flex;
        flex-direction:column;break-after:page}
        header.title h1{font-size:40pt;line-height:1.08;margin:34mm 0 6mm;letter-spacing:-.01em}
        header.title .series{font-size:12pt;font-weight:600;letter-spacing:.02em;border-bottom:1pt solid #ffffff80;
        padding-bottom:3mm;max-width:none}
        header.title .about{font-size:15pt;line-height:1.4;max-width:130mm}
        header.title dl{margin:auto 0 0;display:grid;grid-template-columns:34mm 1fr;gap:1.2mm 4mm;font-size:10.5pt}
        header.title dt{font-weight:600}header.title dd{margin:0}
        header.title .generated{background:#fff;color:#8c1d18;padding:3mm 4mm;font-weight:700;margin:0 0 8mm;
        max-width:none}
        .mark{background:#8c1d18;color:#fff;font-weight:700;font-size:9.5pt;padding:2mm 4mm;text-align:center;
        position:sticky;top:0;z-index:1;max-width:none}
        nav ol{list-style:none;padding:0;font-size:11.5pt}nav ol ol{padding-left:9mm;font-size:10.5pt}
        nav a{text-decoration:none;color:var(--ink);display:block;padding:.7mm 0;border-bottom:.5pt dotted var(--line)}
        nav>ol>li{margin-top:2.2mm}nav>ol>li>a{font-weight:600;color:var(--brand)}
        .keys{display:grid;grid-template-columns:repeat(3,1fr);gap:4mm;margin:0 0 7mm;padding:0;list-style:none}
        .keys li{background:var(--tint);border-top:2.5pt solid var(--brand);padding:4mm;margin:0;break-inside:avoid}
        .keys b{display:block;font-size:24pt;line-height:1.1;color:var(--brand)}
        .keys span{font-size:9.5pt;line-height:1.35;display:block;margin-top:1.5mm}
        .definition{border-left:3pt solid var(--brand);padding:0 0 0 5mm;margin:0 0 4mm;font-size:11.5pt}
        .why{color:var(--soft)}
        section.objective{padding-top:3mm}section.objective+section.objective{border-top:1.5pt solid var(--brand)}
        section.objective .head{break-inside:avoid}section.objective h3{margin-top:3mm}
        section.objective h3 .no{display:block;font-size:9.5pt;font-weight:600;color:var(--soft);letter-spacing:.04em;
        text-transform:uppercase}
        figure{margin:4mm 0 6mm;break-inside:avoid}
        figcaption,caption{font-size:9.5pt;font-weight:600;text-align:left;padding:0 0 1.5mm;line-height:1.35}
        figcaption small,caption small{font-weight:400;color:var(--soft);font-size:9pt}
        figure.pair{display:grid;grid-template-columns:minmax(0,1.75fr) minmax(0,1fr);column-gap:6mm;align-items:start}
        figure.pair figcaption{grid-column:1/-1}
        figure svg{width:100%;height:auto;display:block}
        figure.wide svg{max-width:150mm}
        table{border-collapse:collapse;width:100%;font-size:9pt;line-height:1.35;margin:0 0 5mm}
        table.beside{margin:0;font-size:8pt}table.beside th,table.beside td{padding:1mm}
        thead{display:table-header-group}tr,table{break-inside:avoid}
        th,td{padding:.85mm 1.5mm;text-align:left;vertical-align:top;border-bottom:.5pt solid var(--line)}
        thead th{border-bottom:1.2pt solid var(--brand);font-weight:600;vertical-align:bottom}
        tbody th{font-weight:400}
        th.number,td.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        thead th.number{white-space:normal}
        tr.sum th,tr.sum td{font-weight:700;border-top:1pt solid var(--brand)}
        table.frequencies{table-layout:fixed}table.frequencies th.number{width:13mm}
        table.frequencies thead th:last-child{width:46mm}
        table.frequencies svg{width:42mm;height:2.8mm;display:block;margin:.7mm 0 0 auto}
        table.frequencies caption{padding-top:1mm}
        .none{color:var(--soft);font-style:italic;white-space:normal}
        table.classes{table-layout:fixed}table.classes thead th:first-child{width:62mm}
        .note{background:var(--tint);padding:3mm 4mm;font-size:9.5pt;break-inside:avoid}
        .note.warning{background:#fdeceb;border-left:3pt solid #8c1d18}
        dl.facts{display:grid;grid-template-columns:max-content 1fr;gap:1mm 5mm;margin:0 0 4mm}
        dl.facts dt{font-weight:600}dl.facts dd{margin:0}
        svg text{font-size:11px;fill:#1a1f24}
        svg .name,svg .value{font-weight:700;font-size:14px}
        svg .max{fill:#4b5563;font-size:12.5px}svg .scale{fill:#4b5563;font-size:10.5px}
        svg .round{font-size:12.5px;font-weight:700}
        svg .round[fill="#1f5fae"]{fill:#1f5fae}svg .round[fill="#1b6e3c"]{fill:#1b6e3c}
        svg .zone-red{fill:#f6dedc}svg .zone-orange{fill:#fbe9d2}svg .zone-green{fill:#dcefe2}
        svg .band-red{fill:#b3261e}svg .band-orange{fill:#e08a1e}svg .band-green{fill:#3d9a62}
        svg .track{fill:#e6ebf0}svg .part{fill:#8fa3b5}
        svg .norm{stroke:#4b5563;stroke-width:1;stroke-dasharray:2 2;fill:none}
        svg .dot{stroke:#fff;stroke-width:1.6}
        svg .axis,svg .grid{stroke:#c9d1d9;stroke-width:1;fill:none}svg .between{stroke:#8fa3b5;stroke-width:3}
        svg .count{fill:#fff;font-weight:700;font-size:12px}svg .number{font-weight:600}
        @media screen{body{background:#e9edf1}main{background:#fff;padding:4mm 18mm 20mm;max-width:222mm}
        header.title{max-width:222mm}h2{border-top:1pt solid var(--line)}}
        @media print{.mark{display:none}a{color:inherit;text-decoration:none}p{orphans:3;widows:3}
        header.title{max-width:none;width:210mm;min-height:297mm;height:297mm}main{max-width:none}}
        """;

    /// <summary>The whole document.</summary>
    /// <param name="title">Of the window and of every page's foot.</param>
    /// <param name="isGenerated">Whether it shows generated figures.</param>
    /// <param name="cover">The first page.</param>
    /// <param name="content">What follows.</param>
    public static string Of(string title, bool isGenerated, Markup cover, Markup content)
    {
        var style = Style + PrintedPage(title, isGenerated);
        var policy = "default-src 'none'; style-src 'sha256-"
            + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))
            + "'; base-uri 'none'; form-action 'none'";
        return Html.Of($"""
            <!DOCTYPE html>
            <html lang="nl"><head><meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>
            <style>{new Markup(style)}</style></head><body>
            {(isGenerated ? Html.Of($"""<p class="mark">{GeneratedMark}</p>""") : Markup.Empty)}
            {cover}<main>{content}</main>
            </body></html>
            """).Text.ReplaceLineEndings("\n") + "\n";
    }

    // The words at the foot are a year or a region's name: what would end the text of a style sheet is left out of
    // them.
    private static string PrintedPage(string title, bool isGenerated)
    {
        const string signs = " -·().,'";
        var words = new string(
            [.. title.Where(c => char.IsLetterOrDigit(c) || signs.Contains(c, StringComparison.Ordinal))]);
        var mark = isGenerated ? $"@top-center{{content:\"{GeneratedMark}\";color:#8c1d18;font-weight:700}}" : "";
        const string font = "font:8.5pt Arial,\"Liberation Sans\",sans-serif;color:#4b5563";
        return $$"""

            @page{size:A4;margin:20mm 12mm 18mm;{{font}};
            {{mark}}
            @bottom-left{content:"{{words}}"}
            @bottom-right{content:counter(page) " / " counter(pages)}
            }
            @page :first{margin:0;@top-center{content:none}@bottom-left{content:none}@bottom-right{content:none} }
            """;
    }
}
