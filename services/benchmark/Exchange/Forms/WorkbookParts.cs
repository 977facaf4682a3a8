using System.Text;

namespace Monitor.Benchmark.Exchange;

/// <summary>The parts of a workbook that are always the same (ECMA-376, part 1: packaging and SpreadsheetML).</summary>
internal static class WorkbookParts
{
    public const string Data = "xl/worksheets/sheet1.xml";
    public const string Definitions = "xl/worksheets/sheet2.xml";
    public const uint HeaderStyle = 1;
    public const uint DayStyle = 2;

    private const string Head = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""" + "\n";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    /// <summary>Name and bytes of each, the list of types first, as readers of streams want it.</summary>
    public static IReadOnlyList<(string Name, byte[] Text)> All { get; } =
    [
        Part("[Content_Types].xml", $"""
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
            <Default Extension="xml" ContentType="application/xml"/>
            <Override PartName="/xl/workbook.xml" ContentType="{Spreadsheet}.sheet.main+xml"/>
            <Override PartName="/xl/styles.xml" ContentType="{Spreadsheet}.styles+xml"/>
            <Override PartName="/{Data}" ContentType="{Spreadsheet}.worksheet+xml"/>
            <Override PartName="/{Definitions}" ContentType="{Spreadsheet}.worksheet+xml"/>
            </Types>
            """),
        Part("_rels/.rels", $"""
            <Relationships xmlns="{PackageRelations}">
            <Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/>
            </Relationships>
            """),
        Part("xl/workbook.xml", $"""
            <workbook xmlns="{Main}" xmlns:r="{Relations}">
            <sheets>
            <sheet name="gegevens" sheetId="1" r:id="rId1"/>
            <sheet name="toelichting" sheetId="2" r:id="rId2"/>
            </sheets>
            </workbook>
            """),
        Part("xl/_rels/workbook.xml.rels", $"""
            <Relationships xmlns="{PackageRelations}">
            <Relationship Id="rId1" Type="{Relations}/worksheet" Target="worksheets/sheet1.xml"/>
            <Relationship Id="rId2" Type="{Relations}/worksheet" Target="worksheets/sheet2.xml"/>
            <Relationship Id="rId3" Type="{Relations}/styles" Target="styles.xml"/>
            </Relationships>
            """),
        Part("xl/styles.xml", $"""
            <styleSheet xmlns="{Main}">
            <numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/></numFmts>
            <fonts count="2">
            <font><sz val="11"/><name val="Calibri"/></font>
            <font><b/><sz val="11"/><name val="Calibri"/></font>
            </fonts>
            <fills count="2">
            <fill><patternFill patternType="none"/></fill>
            <fill><patternFill patternType="gray125"/></fill>
            </fills>
            <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
            <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
            <cellXfs count="3">
            <xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
            <xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>
            <xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
            </cellXfs>
            <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>
            </styleSheet>
            """),
    ];

    private static (string Name, byte[] Text) Part(string name, string text) =>
        (name, Encoding.UTF8.GetBytes(Head + text.ReplaceLineEndings("\n")));
}
