using System.Text;
using Monitor.Questionnaire.Exchange;

namespace Monitor.Questionnaire.Tests.Exchange;

/// <summary>What stands in a cell, and what it means.</summary>
public sealed class CellTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+31 6", "'+31 6")]
    [InlineData("-", "'-")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("'=1", "''=1")]
    [InlineData("''-", "'''-")]
    [InlineData("'s-Gravenhage", "'s-Gravenhage")]
    [InlineData("gewoon", "gewoon")]
    [InlineData("a=b", "a=b")]
    [InlineData("-5", "-5")]
    [InlineData("-7,5", "-7,5")]
    [InlineData("'-5", "''-5")]
    [InlineData("", "")]
    public void A_text_that_would_run_is_guarded_and_comes_back_as_it_was(string text, string cell)
    {
        Assert.Equal(cell, SpreadsheetText.Guard(text));
        Assert.Equal(text, SpreadsheetText.Read(cell));
    }

    [Fact]
    public void Every_text_comes_back_as_it_was_and_none_runs()
    {
        var random = new Random(2018);
        const string Signs = "'='+-@\ta5,. ＝";
        for (var time = 0; time < 20_000; time++)
        {
            var text = new string(random.GetItems<char>(Signs, random.Next(6)));
            var cell = SpreadsheetText.Guard(text);

            Assert.Equal(text, SpreadsheetText.Read(cell));
            Assert.True(cell.Length == 0 || !"=+@\t＝".Contains(cell[0]), cell);
            Assert.True(cell is not ['-', ..] || CellValues.TryNumber(cell, out _), cell);
        }
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("7,5", 7.5)]
    [InlineData("7.5", 7.5)]
    [InlineData("-3", -3)]
    [InlineData("+3", 3)]
    public void A_number_has_a_comma_or_a_point(string text, double number)
    {
        Assert.True(CellValues.TryNumber(text, out var read));
        Assert.Equal((decimal)number, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1.000,5")]
    [InlineData("1e9")]
    [InlineData("zeven")]
    [InlineData("7,")]
    [InlineData("99999999999999999999")]
    [InlineData("٧")]
    public void Anything_else_is_no_number(string text) => Assert.False(CellValues.TryNumber(text, out _));

    [Theory]
    [InlineData(7, "7")]
    [InlineData(7.50, "7,5")]
    [InlineData(-0.25, "-0,25")]
    public void A_number_is_written_with_a_comma(double number, string text) =>
        Assert.Equal(text, CellValues.Number((decimal)number));

    // In summer the Netherlands are two hours ahead of UTC, in winter one.
    [Theory]
    [InlineData("2017-10-31T12:00:00Z", "2017-10-31T12:00:00Z")]
    [InlineData("2017-10-31T12:00:00.123456Z", "2017-10-31T12:00:00.123456Z")]
    [InlineData("2017-10-31T12:00:00+02:00", "2017-10-31T10:00:00Z")]
    [InlineData("2017-07-01 13:30:15", "2017-07-01T11:30:15Z")]
    [InlineData("2017-12-01", "2017-12-01T11:00:00Z")]
    [InlineData("31-10-2017 13:00", "2017-10-31T12:00:00Z")]
    [InlineData("1-7-2017", "2017-07-01T10:00:00Z")]
    public void A_moment_is_read_as_clocks_in_the_netherlands_show_it(string text, string moment)
    {
        Assert.True(CellValues.TryMoment(text, out var read));
        Assert.Equal(moment, CellValues.Moment(read));
    }

    [Theory]
    [InlineData("gisteren")]
    [InlineData("2017-13-01")]
    [InlineData("10/31/2017")]
    [InlineData("2017-03-26 02:30:00")]   // that hour was skipped
    [InlineData("")]
    [InlineData("0001-01-01 00:00")]   // in UTC before all years
    [InlineData("0001-01-01T00:00:00+02:00")]
    [InlineData("31-12-9999")]
    public void Anything_else_is_no_moment(string text) => Assert.False(CellValues.TryMoment(text, out _));

    [Theory]
    [InlineData("a,b\n1,2\n", "1|2")]
    [InlineData("a;b\r\n1;2", "1|2")]
    [InlineData("\uFEFFa;b\n1;2\n", "1|2")]
    [InlineData("sep=;\r\na;b\r\n1;2\r\n", "1|2")]
    [InlineData("a;b\n\"x;\"\"y\"\"\nz\";2\n", "x;\"y\"\nz|2")]
    [InlineData("a,b\n\n1,2\n\n", "1|2")]
    public void A_file_is_read_with_either_separator_and_a_byte_order_mark_or_none(string text, string row)
    {
        var faults = new FileFaults();
        var table = CsvTable.Read(Encoding.UTF8.GetBytes(text), faults)!;

        Assert.Equal(0, faults.Count);
        Assert.Equal(["a", "b"], table.Headers);
        Assert.Equal([row], table.Rows.Select(r => string.Join('|', r.Fields)));
    }

    [Fact]
    public void Every_row_that_cannot_be_read_is_told_with_its_line()
    {
        var faults = new FileFaults();
        var table = CsvTable.Read(
            Encoding.UTF8.GetBytes("a;b\n1;2\n3\n\"4\"x;5\n\"6\n7\";8\n9;10;11\n12;13\n"), faults)!;

        Assert.Equal(
            ["3 ROW_LENGTH", "4 BAD_CSV", "7 ROW_LENGTH"],
            faults.InOrder.Select(fault => $"{fault.Line} {fault.Code}"));
        Assert.Equal([2L, 5L, 8L], table.Rows.Select(row => row.Line));
    }

    [Fact]
    public void A_file_of_bad_rows_is_told_of_up_to_the_longest_that_is_read()
    {
        var faults = new FileFaults();
        CsvTable.Read(Encoding.UTF8.GetBytes("a;b\n" + string.Concat(Enumerable.Repeat("x\n", 250_000))), faults);

        Assert.Equal(240_001, faults.Count);
        Assert.Equal("240002 TOO_MANY_ROWS", $"{faults.InOrder[^1].Line} {faults.InOrder[^1].Code}");
    }

    [Theory]
    [InlineData(2_000, "")]
    [InlineData(2_001, "1 TOO_MANY_COLUMNS")]
    public void A_file_has_at_most_2000_columns(int columns, string fault)
    {
        var faults = new FileFaults();
        CsvTable.Read(Encoding.UTF8.GetBytes(string.Join(';', Enumerable.Range(1, columns)) + "\n"), faults);

        Assert.Equal(fault, string.Join(", ", faults.InOrder.Select(f => $"{f.Line} {f.Code}")));
    }

    [Theory]
    [InlineData("", "1 NO_HEADER")]
    [InlineData("\n\n", "1 NO_HEADER")]
    [InlineData("a;a;b\n", "1 DUPLICATE_COLUMN")]
    public void A_header_must_name_the_columns_once(string text, string fault)
    {
        var faults = new FileFaults();
        CsvTable.Read(Encoding.UTF8.GetBytes(text), faults);

        Assert.Equal([fault], faults.InOrder.Select(f => $"{f.Line} {f.Code}"));
    }

    [Fact]
    public void A_file_that_is_not_utf8_says_where()
    {
        var faults = new FileFaults();
        var file = CsvTable.Read(Encoding.Latin1.GetBytes("a;b\n1;2\nx;Súdwest\n"), faults);

        Assert.Null(file);
        Assert.Equal(["3 NOT_UTF8"], faults.InOrder.Select(f => $"{f.Line} {f.Code}"));
    }

    [Fact]
    public void A_quote_that_is_never_closed_swallows_no_file()
    {
        var faults = new FileFaults();
        var text = "a;b\n1;\"" + string.Concat(Enumerable.Repeat("x;y\n", 100_000));
        CsvTable.Read(Encoding.UTF8.GetBytes(text), faults);

        Assert.Equal("2 BAD_CSV", faults.InOrder.Select(f => $"{f.Line} {f.Code}").First());
    }
}
